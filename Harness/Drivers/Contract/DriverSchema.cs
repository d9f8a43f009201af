using System.Text.Json.Nodes;
using Harness.Scenarios;
using Harness.Scenarios.Schema;
using static Harness.Scenarios.Schema.Part;

namespace Harness.Drivers.Contract;

/// <summary>
/// The JSON Schema (draft 7) of every message of the driver contract. Its words come from the table that the parser of scenarios reads;
/// the contract itself is docs/driver-contract.md.
/// </summary>
public static class DriverSchema
{
    /// <summary>The name of its file, in docs/.</summary>
    public const string FileName = "driver-contract.schema.json";

    private const string Milliseconds = "Milliseconds since 1970.";

    /// <summary>The schema as the text of its file.</summary>
    public static string Generate() => SchemaWriter.Write(Root());

    private static JsonObject Root() => new()
    {
        ["$schema"] = "http://json-schema.org/draft-07/schema#",
        ["title"] = "A message between the conformance harness and a driver",
        ["description"] = $"Contract {DriverContract.Version}. What the messages mean is in docs/driver-contract.md.",
        ["oneOf"] = new JsonArray(
        [
            .. Requests().Select(static r => (JsonNode)Request(r.Method, r.Params)),
            Notification(DriverContract.Event, AnyOf([.. Vocabulary.Events.Select(EventParams)])),
            Answer(AnyOf([Ref("hello"), Ref("reply"), Ref("token")])),
            Error(),
        ]),
        ["definitions"] = new JsonObject
        {
            ["hello"] = About(Hello(), "The answer to hello."),
            ["reply"] = About(Open(new() { ["state"] = Ref("state") }), "The answer to everything else that the harness asks; with state under the virtual clock."),
            ["token"] = About(Open(new() { ["token"] = Text() }, "token"), "The harness's answer to token."),
            ["state"] = About(State(), "Where the clients of the driver stand; counts since the scenario began."),
        },
    };

    private static IEnumerable<(string Method, JsonObject Params)> Requests()
    {
        yield return (DriverContract.Hello, Open(
            new() { ["contract"] = Whole(1), ["harness"] = Open(new() { ["name"] = Text(), ["version"] = Text() }, "name", "version") }, "contract", "harness"));
        yield return (DriverContract.Create, Create());
        yield return (DriverContract.Dispose, Open(new() { ["client"] = Text() }, "client"));
        yield return (DriverContract.Act, AnyOf([.. Vocabulary.Actions.Select(ActParams)]));
        yield return (DriverContract.Settle, Settle());
        yield return (DriverContract.Advance, Open(new() { ["to"] = About(Number(), Milliseconds) }, "to"));
        yield return (DriverContract.Token, Open(new() { ["client"] = Text() }, "client"));
    }

    private static JsonObject Hello() => Open(
        new()
        {
            ["contract"] = Const(DriverContract.Version),
            ["name"] = Text(),
            ["version"] = Text(),
            ["capabilities"] = About(List(OneOf([.. Vocabulary.LeastCapabilities.Concat(Vocabulary.Capabilities).Distinct(StringComparer.Ordinal)])), "Words of scenarios, and what is neither action nor event."),
            ["silent_media_patience"] = About(Number(), "Seconds after which the client gives up a call in which no media arrives."),
        },
        "contract",
        "name",
        "version",
        "capabilities");

    private static JsonObject Create() => Open(
        new()
        {
            ["client"] = About(Text(), "Its id in all later messages."),
            ["lane"] = About(Text(), "Its name in the scenario."),
            ["rest_base"] = About(Text(), "Base of the REST API, without /v1."),
            ["signalling_url"] = Text(),
            ["token"] = Text(),
            ["token_provider"] = About(YesOrNo(), "Whether the app can be asked for a new token."),
            ["storage"] = About(Text(), "A handle: what is stored under it survives restart."),
            ["seed"] = About(new JsonObject { ["type"] = "integer" }, "Where the client's chance may be drawn from."),
            ["options"] = About(new JsonObject { ["type"] = "object", ["additionalProperties"] = Text() }, "From the scenario, as they are."),
            ["clock"] = About(Open(new() { ["now"] = About(Number(), Milliseconds) }, "now"), "Under the virtual clock."),
        },
        "client",
        "lane",
        "rest_base",
        "signalling_url",
        "token",
        "token_provider",
        "storage",
        "seed",
        "options");

    private static JsonObject Settle() => Open(
        new()
        {
            ["now"] = About(Number(), Milliseconds),
            ["sockets"] = Keyed(Open(new() { ["sent"] = Whole(0), ["ended"] = YesOrNo() }, "sent", "ended"), "By lane#number: what of a socket may be handed over by now."),
            ["answered"] = Keyed(Whole(0), "By lane METHOD /path: answers that may be handed over by now."),
        },
        "now",
        "sockets",
        "answered");

    private static JsonObject State() => Open(
        new()
        {
            ["next"] = About(new JsonObject { ["type"] = new JsonArray("number", "null") }, "When the earliest timer is due. " + Milliseconds),
            ["sockets"] = Keyed(
                Open(new() { ["sent"] = Whole(0), ["landed"] = Whole(0), ["ending"] = YesOrNo(), ["ended"] = YesOrNo() }, "sent", "ending", "ended"), "By lane#number."),
            ["open"] = Keyed(Whole(0), "By lane METHOD /path: requests under way."),
        },
        "next",
        "sockets",
        "open");

    private static JsonObject ActParams(Word action) => About(
        Open(new() { ["client"] = Text(), ["action"] = Const(action.Name), ["args"] = Args(action) }, "client", "action", "args"), action.Doc);

    private static JsonObject EventParams(Word happened) => About(
        Open(new() { ["client"] = Text(), ["event"] = Const(happened.Name), ["args"] = Args(happened) }, "client", "event"), happened.Doc);

    private static JsonObject Args(Word word) => Open(
        word.Arguments.ToDictionary(static a => a.Name, static a => a.Values is { } values ? OneOf(values) : new JsonObject(), StringComparer.Ordinal),
        [.. word.Arguments.Where(static a => a.Required).Select(static a => a.Name)]);

    private static JsonObject Request(string method, JsonObject parameters) => Envelope(
        new() { ["id"] = Id(), ["method"] = Const(method), ["params"] = parameters }, "id", "method", "params");

    private static JsonObject Notification(string method, JsonObject parameters) =>
        Envelope(new() { ["method"] = Const(method), ["params"] = parameters }, "method", "params");

    private static JsonObject Answer(JsonObject result) => Envelope(new() { ["id"] = Id(), ["result"] = result }, "id", "result");

    private static JsonObject Error() => Envelope(
        new() { ["id"] = Id(), ["error"] = Open(new() { ["code"] = new JsonObject { ["type"] = "integer" }, ["message"] = Text() }, "code", "message") }, "id", "error");

    private static JsonObject Envelope(Dictionary<string, JsonObject> members, params string[] required) =>
        Map(new Dictionary<string, JsonObject> { ["jsonrpc"] = Const("2.0") }.Concat(members).ToDictionary(), ["jsonrpc", .. required]);

    private static JsonObject Id() => new() { ["type"] = new JsonArray("integer", "string") };

    private static JsonObject YesOrNo() => new() { ["type"] = "boolean" };

    private static JsonObject Number() => new() { ["type"] = "number" };

    // Later editions of the contract add members; nobody trips over them.
    private static JsonObject Open(Dictionary<string, JsonObject> members, params string[] required)
    {
        var map = Map(members, required);
        map.Remove("additionalProperties");
        return map;
    }

    private static JsonObject Keyed(JsonObject value, string about) =>
        About(new JsonObject { ["type"] = "object", ["additionalProperties"] = value }, about);
}
