using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Calls;
using FakeDialStack.Protocol;
using FakeDialStack.Pstn;
using FakeDialStack.Sessions;

namespace FakeDialStack.Control.Api;

/// <summary>What the control API shows of things. Loop only.</summary>
internal static class Views
{
    public static JsonArray List<T>(IEnumerable<T> things, Func<T, JsonNode?> view) => new([.. things.Select(view)]);

    public static JsonObject Of(User user, ControlDesk desk) => new()
    {
        ["user"] = UserHandles.Of(user),
        ["id"] = user.Id.Value,
        ["name"] = user.Name,
        ["email"] = user.Email,
        ["do_not_disturb"] = user.DoNotDisturb,
        ["mobile_push_wakeup"] = user.MobilePushWakeup,
        ["sessions"] = List(desk.SessionsOf(user), s => ControlDesk.IdOf(s)),
    };

    public static JsonObject Of(Session session, ControlDesk desk) => new()
    {
        ["id"] = ControlDesk.IdOf(session),
        ["lane"] = desk.Feed.Lanes.Of(session.Socket.Peer, session.Socket.Number),
        ["user"] = session.User is { } user ? UserHandles.Of(user) : null,
        ["state"] = session.State.ToString().ToLowerInvariant(),
        ["stalled"] = session.Socket.IsStalled,
        ["half_open"] = session.Socket.IsHalfOpen,
        ["revoked"] = session.IsRevoked,
    };

    public static JsonObject Of(Call call) => new()
    {
        ["id"] = call.Id.Value,
        ["user"] = UserHandles.Of(call.User),
        ["direction"] = call.Direction == CallDirection.Inbound ? "inbound" : "outbound",
        ["from"] = call.From,
        ["from_name"] = call.FromName,
        ["to"] = call.To,
        ["state"] = StateOf(call),
        ["held_by"] = HeldBy(call),
        ["far_end"] = call.Dialog?.FarEnd.Name,
        ["sessions"] = List(call.LiveLegs().Select(l => l.Session).OfType<Session>(), s => ControlDesk.IdOf(s)),
        ["answered_at"] = call.AnsweredAt is { } at ? WireTime.Write(at) : null,
    };

    public static JsonObject Of(FarEnd farEnd) => new()
    {
        ["far_end"] = farEnd.Name,
        ["number"] = farEnd.Number,
        ["behaviour"] = WordOf(farEnd.Behaviour),
    };

    public static JsonObject Of(Rule rule) => new()
    {
        ["name"] = rule.Name,
        ["target"] = rule.Target,
        ["times"] = rule.Times,
        ["fired"] = rule.Fired,
    };

    /// <summary>A value of an enumeration in the words of the API: <c>half-open</c>.</summary>
    public static string WordOf<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));

    /// <summary>All values of an enumeration in the words of the API.</summary>
    public static IReadOnlyList<string> WordsOf<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(WordOf)];

    /// <summary>The value for a word.</summary>
    public static T Read<T>(string word)
        where T : struct, Enum => Enum.GetValues<T>().First(v => WordOf(v) == word);

    private static string StateOf(Call call) => call.State switch
    {
        CallState.HeldByUser or CallState.HeldByFarEnd or CallState.HeldByBoth => "held",
        _ => call.State.ToString().ToLowerInvariant(),
    };

    private static string? HeldBy(Call call) => call.State switch
    {
        CallState.HeldByUser => "user",
        CallState.HeldByFarEnd => "far end",
        CallState.HeldByBoth => "both",
        _ => null,
    };
}
