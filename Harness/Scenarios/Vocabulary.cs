namespace Harness.Scenarios;

/// <summary>
/// The words of the language that are not the wire's own: what an app can ask of a client, what a client tells its app,
/// PSTN signals, verbs, beginnings. Parser, schema, drivers and guide use this one table.
/// </summary>
public static class Vocabulary
{
    /// <summary>Parties that every scenario has, and that no user, client or far end may be called.</summary>
    public static IReadOnlyList<string> ReservedParties { get; } = ["app", "server", "backend", "network", "clock", "apns", "fcm"];

    /// <summary>Services that a backend under test pushes through.</summary>
    public static IReadOnlyList<string> PushServices { get; } = ["apns", "fcm"];

    /// <summary>The least a driver has: these are never listed among needs.</summary>
    public static IReadOnlyList<string> LeastCapabilities { get; } = ["connect", "disconnect", "connected", "disconnected", "error"];

    /// <summary>Capabilities that are neither an action nor an event.</summary>
    public static IReadOnlyList<Word> ExtraCapabilities { get; } =
    [
        new("clock", "the client's timers can be faked, so that it follows the virtual clock"),
        new("pings", "under the virtual clock: WebSocket pings and pongs are seen, and counted as frames"),
        new("media", "real ICE, DTLS-SRTP and RTP, not only session descriptions"),
        new("user agent", "the client can set headers on the upgrade, as everything but a browser can"),
    ];

    /// <summary>What stands after <c>app -&gt; laptop:</c>. The word is the name of its capability.</summary>
    public static IReadOnlyList<Word> Actions { get; } =
    [
        new("connect", "opens the connection and signs in"),
        new("disconnect", "closes it on purpose"),
        new("restart", "ends the app and starts it cold; what it stored is kept"),
        new("background", "the app leaves the screen"),
        new("foreground", "the app comes back to the screen"),
        new("network up", "the device tells its apps that there is a network"),
        new("network down", "the device tells its apps that the network is gone"),
        new("sign out", "the user signs out; the app forgets the token"),
        new("sign in", "the user signs in again", new Argument("token")),
        new("call", "dials", new Argument("to", Required: true)),
        new("answer", "accepts the ringing call", new Argument("call_id")),
        new("reject", "declines the ringing call", new Argument("call_id"), new Argument("reason", Values: ["decline", "busy"])),
        new("hang up", "ends the call", new Argument("call_id")),
        new("hold", "holds the call", new Argument("call_id")),
        new("resume", "takes it back", new Argument("call_id")),
        new("mute", "stops sending the microphone", new Argument("call_id")),
        new("unmute", "sends it again", new Argument("call_id")),
        new("dtmf", "presses keys", new Argument("call_id"), new Argument("digits", Required: true)),
        new("transfer", "transfers the call blindly", new Argument("call_id"), new Argument("to", Required: true)),
        new("consult", "calls somebody before an attended transfer", new Argument("call_id"), new Argument("to", Required: true)),
        new("complete", "joins both calls", new Argument("call_id")),
        new("cancel transfer", "drops the consulted call and takes the first one back", new Argument("call_id")),
        new("subscribe", "watches the presence of users", new Argument("users", Required: true)),
        new("save address", "stores an emergency address", [.. AddressMembers()]),
        new("select address", "uses a stored emergency address", new Argument("id", Required: true)),
        new("delete address", "removes a stored emergency address", new Argument("id", Required: true)),
        new("clear binding", "frees an emergency address from its network", new Argument("id")),
        new("microphone", "what becomes of the microphone from now on", new Argument("state", Required: true, Values: ["grants", "denies", "delays", "changes", "loses"]), new Argument("by")),
        new("push", "delivers a push; written as backend -> phone: push", [.. PushMembers()]),
        new("shift clock", "the device's clock is set", new Argument("by", Required: true)),
    ];

    /// <summary>What stands after <c>laptop -&gt; app:</c>. The word is the name of its capability.</summary>
    public static IReadOnlyList<Word> Events { get; } =
    [
        new("connected", "signed in for the first time"),
        new("disconnected", "the connection is gone for good, or until somebody connects", new Argument("reason"), new Argument("code")),
        new("reconnecting", "the connection is gone and the client tries again"),
        new("reconnected", "signed in again after a drop"),
        new("error", "something failed", new Argument("code"), new Argument("message"), new Argument("fatal"), new Argument("call_id"), new Argument("req_id"), new Argument("users"), new Argument("context")),
        new("token expiring", "asks for a new token; the harness lets the backend mint it"),
        new("network changed", "the emergency address does not fit this network"),
        new("incoming", "a call rings here", new Argument("call_id"), new Argument("from"), new Argument("from_name"), new Argument("to")),
        new("trying", "the server knows the call", new Argument("call_id")),
        new("ringing", "the far end rings", new Argument("call_id")),
        new("answered", "the call is up", new Argument("call_id"), new Argument("answered_at")),
        new("held", "the call is held", new Argument("call_id"), new Argument("held_by")),
        new("resumed", "the hold is over", new Argument("call_id")),
        new("ended", "the call is over", new Argument("call_id"), new Argument("reason"), new Argument("duration_seconds")),
        new("presence list", "the state of everybody who is watched", new Argument("users")),
        new("presence update", "the state of one who is watched", new Argument("user_id"), new Argument("name"), new Argument("status"), new Argument("do_not_disturb"), new Argument("status_text"), new Argument("updated_at")),
        new("ringback", "the local ringback tone", new Argument("state", Values: ["on", "off"]), new Argument("call_id")),
        new("microphone", "the microphone is captured or released", new Argument("state", Values: ["captured", "released"])),
        new("hears", "what comes out of the loudspeaker", new Argument("what"), new Argument("call_id")),
        new("log", "a line of the client's log", new Argument("level"), new Argument("text")),
    ];

    /// <summary>Signals of the PSTN leg.</summary>
    public static IReadOnlyList<PstnSignal> PstnSignals { get; } =
    [
        new("INVITE", PstnSides.Both, "a call begins", "to", "from", "from_name", "to_number", "sdp"),
        new("100", PstnSides.Server, "trying; sent by itself", []),
        new("180", PstnSides.Both, "rings", []),
        new("183", PstnSides.Both, "early media", "sdp"),
        new("200", PstnSides.Both, "answers", "sdp", "answered_by"),
        new("ACK", PstnSides.Server, "the answer has arrived; sent by itself", []),
        new("404", PstnSides.Both, "no such number", []),
        new("408", PstnSides.Both, "nobody answers", []),
        new("480", PstnSides.Both, "nobody is there", []),
        new("486", PstnSides.Both, "is busy", []),
        new("487", PstnSides.Server, "the call was given up; sent by itself", []),
        new("503", PstnSides.Both, "the network fails", []),
        new("603", PstnSides.Both, "declines", []),
        new("CANCEL", PstnSides.Both, "gives up before the answer", []),
        new("BYE", PstnSides.Both, "hangs up", []),
        new("re-INVITE", PstnSides.Both, "holds or resumes", "direction", "sdp"),
        new("REFER", PstnSides.Both, "transfers", "refer_to", "replaces"),
        new("digits", PstnSides.Both, "keys pressed in the call", "digits"),
    ];

    /// <summary>Members that every PSTN signal may carry.</summary>
    public static IReadOnlyList<string> PstnMembers { get; } = ["call_id", "reason", "cause"];

    /// <summary>Facts of a socket, with what they carry.</summary>
    public static IReadOnlyList<SocketName> SocketNames { get; } =
    [
        new("ws.open", ByClient: true, ByServer: false, Injectable: false, "an upgrade to WebSocket", "path", "query", "headers"),
        new("ws.close", ByClient: true, ByServer: true, Injectable: true, "the end of a socket", "code", "reason"),
        new("ws.ping", ByClient: true, ByServer: true, Injectable: true, "a ping frame"),
        new("ws.pong", ByClient: true, ByServer: true, Injectable: true, "a pong frame"),
        new("ws.text", ByClient: true, ByServer: true, Injectable: true, "a text frame, or one that is no message", "text"),
        new("ws.binary", ByClient: true, ByServer: true, Injectable: true, "a binary frame"),
    ];

    /// <summary>What can happen to the network of a client.</summary>
    public static IReadOnlyList<Verb> FaultVerbs { get; } =
    [
        new("drops", "resets its connections"),
        new("cuts", "ends its connections without a close frame"),
        new("stalls", "lets nothing pass either way, and keeps it", "for"),
        new("restores", "lets everything pass again, what was kept first"),
        new("delays", "lets each frame pass that much later", "by", "for"),
        new("corrupts", "spoils the next frame to the client"),
        new("half-opens", "takes the server's side away and tells the client nothing"),
        new("blocks", "breaks off new connections and requests without an answer", "for"),
    ];

    /// <summary>How a server or a stub backend can be told to behave from a line on.</summary>
    public static IReadOnlyList<Verb> RuleVerbs { get; } =
    [
        new("ignores", "does not handle it, or does not send it", "times", "for"),
        new("delays", "handles or sends it that much later", "by", "times", "for"),
        new("answers", "answers it with something else", "with", "status", "then", "times", "for"),
        new("refuses", "refuses it", "with", "status", "times", "for"),
        new("closes before", "closes the socket instead of sending it", "times", "for"),
        new("sets", "changes a switch, a limit or a user", "with"),
    ];

    /// <summary>What a rule of the stub backend applies to.</summary>
    public static IReadOnlyList<Word> BackendTargets { get; } =
    [
        new("token", "a client asks for a token"),
        new("webhook", "a webhook arrives"),
    ];

    /// <summary>What <c>server: sets …</c> applies to, besides users by their name.</summary>
    public static IReadOnlyList<Word> SettingTargets { get; } =
    [
        new("switches", "switches of the server, by name"),
        new("limits", "limits of the server, by name"),
    ];

    /// <summary>Modifiers that a rule of the stub backend takes.</summary>
    public static IReadOnlyList<string> BackendModifiers { get; } = ["by", "status", "times"];

    /// <summary>What <c>server: sets &lt;user&gt;</c> can change.</summary>
    public static IReadOnlyList<string> UserMembers { get; } = ["name", "do_not_disturb", "mobile_push_wakeup", "status", "status_text"];

    /// <summary>Beginnings of a client (<c>is:</c>) with the capabilities that they take.</summary>
    public static IReadOnlyList<Beginning> Beginnings { get; } =
    [
        new("connected", "is signed in", []),
        new("in an outbound call", "has dialled a far end, which answered", "call", "answered"),
        new("in an inbound call", "has answered a call of a far end", "incoming", "answer", "answered"),
        new("held", "has dialled a far end, which answered, and holds the call", "call", "answered", "hold", "held"),
        new("ringing", "is rung by a far end and has not answered", "incoming"),
    ];

    /// <summary>What can be wrong with the signature of a webhook.</summary>
    public static IReadOnlyList<Word> Tamperings { get; } =
    [
        new("none", "nothing"),
        new("other secret", "signed with another secret"),
        new("one byte", "one byte of the body changed after signing"),
        new("301s old", "signed 301 s ago"),
        new("301s ahead", "signed 301 s in the future"),
        new("299s old", "signed 299 s ago, which is still right"),
        new("no header", "no signature at all"),
        new("malformed", "a header that cannot be read"),
        new("short", "a signature of another length"),
    ];

    /// <summary>All names that may stand under <c>needs</c>.</summary>
    public static IEnumerable<string> Capabilities =>
        Actions.Concat(Events).Concat(ExtraCapabilities).Select(w => w.Name).Distinct(StringComparer.Ordinal);

    private static IEnumerable<Argument> AddressMembers() =>
        new[] { "id", "address_number", "street", "unit", "city", "state", "postal_code", "country" }.Select(n => new Argument(n));

    private static IEnumerable<Argument> PushMembers() =>
        new[] { "call_id", "from_number", "from_name", "to_number" }.Select(n => new Argument(n, Required: n == "call_id"));
}
