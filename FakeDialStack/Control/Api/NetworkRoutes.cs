using System.Text.Json.Nodes;
using FakeDialStack.Sessions;

namespace FakeDialStack.Control.Api;

/// <summary>Sessions, and what can happen to the network between them and the fake.</summary>
internal static class NetworkRoutes
{
    // Blocking is about connections to come, which are nobody's session yet.
    private static readonly IReadOnlyList<string> s_faults = [.. Views.WordsOf<NetworkFault>().Where(static f => f != "block")];

    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        new("GET", "/sessions", "The open sockets, authenticated or not.", r => Views.List(r.Desk.Sessions, s => Views.Of(s, r.Desk))) { Answer = "a list of sessions: `id`, `lane`, `user`, `state`, `stalled` …" },
        new("POST", "/sessions/{session}/faults", "Does something to the socket of a session: drop (reset), cut (end without close frame), stall and restore, delay, corrupt (the next frame to the client), half-open.", Spoil)
        {
            Body =
            [
                new("fault", FieldType.Text, "What happens.") { Required = true, Words = s_faults, Example = "drop" },
                new("by", FieldType.Time, "How much later frames arrive, for delay.") { Example = "500ms" },
            ],
            Answer = "the session as it is now",
        },
        new("POST", "/network", "Blocks new connections to `/v1`, or lets them through again; open sockets stay as they are.", Block)
        {
            Body = [new("new_connections", FieldType.Text, "What becomes of them.") { Required = true, Words = ["blocked", "allowed"], Example = "blocked" }],
            Answer = "new_connections",
        },
        new("POST", "/going-away", "Drains all sockets as before a deploy: fatal `going_away`, then the close.", Drain),
    ];

    private static JsonObject Spoil(ControlRequest request)
    {
        var desk = request.Desk;
        var session = desk.Session(request.Values["session"]);
        var fault = Views.Read<NetworkFault>(request.Text("fault"));
        var by = request.OptionalTime("by");
        if ((fault == NetworkFault.Delay) != by.HasValue)
        {
            throw ControlRefusal.BadMember(by is null ? "A delay needs its length." : "Only a delay has a length.", "Send {\"fault\":\"delay\",\"by\":\"500ms\"}.");
        }

        var fields = by is null ? [] : new JsonObject { ["by"] = request.Text("by") };
        desk.Feed.Note("fault", "network", desk.Feed.Lanes.Of(session.Socket.Peer, session.Socket.Number), request.Text("fault"), fields);
        Happen(session.Socket, fault, by);
        return Views.Of(session, desk);
    }

    private static void Happen(ClientSocket socket, NetworkFault fault, TimeSpan? by)
    {
        switch (fault)
        {
            case NetworkFault.Drop:
                socket.Drop();
                break;
            case NetworkFault.Cut:
                socket.Cut();
                break;
            case NetworkFault.Stall:
                socket.Stall();
                break;
            case NetworkFault.Restore:
                socket.Restore();
                break;
            case NetworkFault.Delay:
                socket.Delay(by!.Value);
                break;
            case NetworkFault.Corrupt:
                socket.CorruptNext = true;
                break;
            case NetworkFault.HalfOpen:
                socket.HalfOpen();
                break;
        }
    }

    private static JsonObject Block(ControlRequest request)
    {
        var desk = request.Desk;
        var wanted = request.Text("new_connections");
        desk.Feed.Note("fault", "network", "client", $"new connections {wanted}");
        desk.Platform.Blocked = wanted == "blocked";
        return new JsonObject { ["new_connections"] = wanted };
    }

    private static JsonNode? Drain(ControlRequest request)
    {
        request.Desk.Feed.Note("fault", "control", "server", "going away");
        request.Desk.Platform.Control.GoAway(request.Desk.Account);
        return null;
    }
}
