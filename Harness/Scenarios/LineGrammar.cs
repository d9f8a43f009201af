namespace Harness.Scenarios;

/// <summary>The modifiers of lines, and which of them each kind of line takes. One table for parser, schema and guide.</summary>
public static class LineGrammar
{
    /// <summary>Every modifier with what it says.</summary>
    public static IReadOnlyList<Word> Modifiers { get; } =
    [
        new("with", "members of the message, or the arguments of an action"),
        new("as", "names the line"),
        new("within", "latest time"),
        new("at", "earliest and latest time"),
        new("since", "what the time is counted from"),
        new("never", "how long it must not happen"),
        new("optional", "may be missing"),
        new("times", "how often"),
        new("when", "the rows of examples it belongs to"),
        new("checks", "the requirements that it decides"),
        new("status", "the HTTP status"),
        new("raw", "bytes that are no message"),
        new("signed", "the webhook's signature must be right"),
        new("tampering", "what is wrong with the webhook's signature"),
        new("socket", "the number of the socket"),
        new("by", "how much later"),
        new("for", "how long, or for whom"),
        new("then", "what follows at once"),
        new("fragments", "how many pieces it is sent in"),
        new("padded to", "how many characters it has at least"),
        new("note", "a sentence for the documentation"),
    ];

    /// <summary>Heads that are no arrow and no block.</summary>
    public static IReadOnlyList<string> PlainHeads { get; } = ["clock", "network", "server", "backend", "note"];

    /// <summary>Heads of blocks.</summary>
    public static IReadOnlyList<string> BlockHeads { get; } = ["any order", "in order", "one of", "race"];

    /// <summary>What every line takes.</summary>
    public static IReadOnlyList<string> Everywhere { get; } = ["as", "when", "note"];

    /// <summary>Modifiers of each kind of line, <see cref="Everywhere"/> included.</summary>
    public static IReadOnlyList<string> For(LineKind kind) => kind switch
    {
        LineKind.Action => ["with", .. Everywhere],
        LineKind.HttpAction => ["with", "status", .. Everywhere],
        LineKind.Event => ["with", .. Judged],
        LineKind.Frame => ["with", "socket", .. Judged],
        LineKind.Upgrade => ["with", "status", "socket", .. Judged],
        LineKind.Http => ["with", "status", .. Judged],
        LineKind.Webhook => ["with", "status", "signed", .. Judged],
        LineKind.Pstn or LineKind.PushService => ["with", .. Judged],
        LineKind.Injection => ["with", "raw", "socket", "then", "fragments", "padded to", .. Everywhere],
        LineKind.WebhookInjection => ["with", "tampering", "status", "checks", .. Everywhere],
        LineKind.Clock => Everywhere,
        LineKind.Note => ["when"],
        LineKind.Race => Everywhere,
        LineKind.Block => ["within", "at", "since", "checks", .. Everywhere],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Verbs bring their own modifiers."),
    };

    private static IReadOnlyList<string> Judged { get; } = ["within", "at", "since", "never", "optional", "times", "checks", .. Everywhere];
}

/// <summary>Kinds of lines, by the modifiers that they take.</summary>
public enum LineKind
{
    /// <summary>Of the app, a far end, or the backend that pushes.</summary>
    Action,

    /// <summary>The stub backend asks the REST API.</summary>
    HttpAction,

    /// <summary>A client tells its app.</summary>
    Event,

    /// <summary>A message or a fact of a socket.</summary>
    Frame,

    /// <summary><c>ws.open</c>: its status is that of the upgrade.</summary>
    Upgrade,

    /// <summary>A client, or a backend under test, asks the REST API.</summary>
    Http,

    /// <summary>The server sends a webhook.</summary>
    Webhook,

    /// <summary>The server signals on the PSTN leg.</summary>
    Pstn,

    /// <summary>A backend under test pushes.</summary>
    PushService,

    /// <summary>To a client.</summary>
    Injection,

    /// <summary>To the backend.</summary>
    WebhookInjection,

    /// <summary>Time passes.</summary>
    Clock,

    /// <summary>A sentence.</summary>
    Note,

    /// <summary>Actions at once.</summary>
    Race,

    /// <summary>Any other block.</summary>
    Block,

    /// <summary>A verb of the server or the stub backend.</summary>
    Rule,

    /// <summary>A verb of the network.</summary>
    Fault,
}
