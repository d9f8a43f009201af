using System.Text.Json.Nodes;
using FakeDialStack.Protocol;
using FakeDialStack.Pstn;

namespace FakeDialStack.Control.Api;

/// <summary>Calls, and what their far ends do.</summary>
internal static class CallRoutes
{
    private const string Listed = "`id`, `user`, `direction`, `state`, `far_end` …";

    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        new("GET", "/calls", "The calls that are not over.", r => Views.List(r.Desk.Calls, Views.Of)) { Answer = "a list of calls: " + Listed },
        new("POST", "/calls", "A far end calls a user.", Place)
        {
            Body =
            [
                new("to", FieldType.Text, "Short name or id of the user.") { Required = true, Example = "ann" },
                new("from", FieldType.Text, "Number that is shown; that of the far end when not given.") { Example = "+14155550123" },
                new("from_name", FieldType.Text, "Name that is shown.") { Example = "Pat Example" },
                new("far_end", FieldType.Text, "Who calls; the first far end when not given.") { Example = "caller" },
            ],
            Status = 201,
            Answer = "the call",
        },
        FarEndDoes("ring", "The far end of an outbound call alerts (180).", r => Signal(r, "180")),
        FarEndDoes("answer", "The far end of an outbound call answers (200).", r => Signal(r, "200")),
        FarEndDoes("refuse", "The far end of an outbound call refuses.", r => Signal(r, r.OptionalText("status") ?? ReleaseCause.Busy)) with
        {
            Body = [new("status", FieldType.Text, "SIP's final response; 486 when not given.") { Words = [.. ReleaseCause.Refusals.Select(r => r.Status)], Example = "486" }],
        },
        FarEndDoes("hang-up", "The far end hangs up: BYE, CANCEL or a refusal, as the call stands.", HangUp),
        FarEndDoes("hold", "The far end holds (re-INVITE, sendonly).", r => Signal(r, "re-INVITE", new JsonObject { ["direction"] = "sendonly" })),
        FarEndDoes("resume", "The far end takes its hold back (re-INVITE, sendrecv).", r => Signal(r, "re-INVITE", new JsonObject { ["direction"] = "sendrecv" })),
        FarEndDoes("digits", "The far end sends digits.", r => Signal(r, "digits", new JsonObject { ["digits"] = Digits(r) })) with
        {
            Body = [new("digits", FieldType.Text, "0 to 9, *, # and A to D.") { Required = true, Example = "1234#" }],
        },
        new("GET", "/far-ends", "Who can be on the other side of a call.", r => Views.List(r.Desk.FarEnds, Views.Of)) { Answer = "a list: `far_end`, `number`, `behaviour`" },
        new("POST", "/far-ends/{far_end}", "Changes what a far end does when it is called.", Behave)
        {
            Body = [new("behaviour", FieldType.Text, "answers: it rings and answers by itself; scripted: it waits to be told.") { Required = true, Words = Views.WordsOf<FarEndBehaviour>(), Example = "scripted" }],
            Answer = "the far end",
        },
    ];

    private static ControlRoute FarEndDoes(string what, string summary, Func<ControlRequest, JsonNode?> handle) =>
        new("POST", $"/calls/{{call}}/{what}", summary, handle) { Answer = "the call as it is now" };

    private static JsonObject Place(ControlRequest request)
    {
        var desk = request.Desk;
        var user = desk.User(request.Text("to"));
        if (desk.SessionsOf(user).Count == 0 && !user.MobilePushWakeup)
        {
            var name = UserHandles.Of(user);
            throw ControlRefusal.NotNow($"{name} has no session that could ring.", $"Sign a phone in as {name}, e.g. with the dial pad of the console, and call again.");
        }

        if (desk.FarEnds.Count == 0)
        {
            throw ControlRefusal.NotNow("The account has no far end to call from.", "Add one with ServerControl.AddFarEnd.");
        }

        var farEnd = request.OptionalText("far_end") is { } wanted ? desk.FarEnd(wanted) : desk.FarEnds[0];
        var with = new JsonObject { ["to"] = user.Id.Value };
        foreach (var name in new[] { "from", "from_name" })
        {
            if (request.OptionalText(name) is { Length: > 0 } given)
            {
                with[name] = given;
            }
        }

        var id = farEnd.Call(with);
        return desk.Calls.FirstOrDefault(c => c.Id == id) is { } call ? Views.Of(call) : Over(id, user.DoNotDisturb);
    }

    // The call may be over before anybody could look at it: nobody rings for a user who does not want to be disturbed.
    private static JsonObject Over(CallId id, bool disturbed) => new()
    {
        ["id"] = id.Value,
        ["state"] = "ended",
        ["note"] = disturbed ? "the user does not want to be disturbed: the caller reached voicemail" : "no session could ring: the caller reached voicemail",
    };

    private static JsonObject HangUp(ControlRequest request)
    {
        var call = request.Desk.Call(request.Values["call"]);
        return call.Dialog switch
        {
            { State: DialogState.Confirmed } => Signal(request, "BYE"),
            { FromFarEnd: true } => Signal(request, "CANCEL"),
            _ => Signal(request, ReleaseCause.Declined),
        };
    }

    private static JsonObject Signal(ControlRequest request, string signal, JsonObject? with = null)
    {
        var call = request.Desk.Call(request.Values["call"]);
        with ??= [];
        with["call_id"] = call.Id.Value;
        try
        {
            call.Dialog!.FarEnd.Signal(signal, with);
        }
        catch (InvalidOperationException impossible)
        {
            throw ControlRefusal.NotNow(impossible.Message, $"The call is {call.Direction.ToString().ToLowerInvariant()} and {(string?)Views.Of(call)["state"]}; GET /control/calls shows how it stands.");
        }

        return Views.Of(call);
    }

    private static string Digits(ControlRequest request)
    {
        var digits = request.Text("digits");
        return digits.Length is > 0 and <= 64 && digits.All(static d => char.IsAsciiDigit(d) || "*#ABCD".Contains(d, StringComparison.Ordinal))
            ? digits
            : throw ControlRefusal.BadMember($"'digits' cannot be '{digits}'.", "Write 1 to 64 of 0 to 9, *, # and A to D.");
    }

    private static JsonObject Behave(ControlRequest request)
    {
        var farEnd = request.Desk.FarEnd(request.Values["far_end"]);
        farEnd.Behaviour = Views.Read<FarEndBehaviour>(request.Text("behaviour"));
        return Views.Of(farEnd);
    }
}
