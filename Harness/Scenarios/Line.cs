namespace Harness.Scenarios;

/// <summary>One arrow of a scenario, or a block of them.</summary>
/// <param name="At">The first character of its head.</param>
public abstract record Line(SourcePosition At)
{
    /// <summary><c>as:</c> the name for <c>since</c> and <c>until</c>.</summary>
    public string? Label { get; init; }

    /// <summary>A sentence for the documentation.</summary>
    public string? Note { get; init; }

    /// <summary>The requirements that this line decides.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>The head as the file has it, for messages: <c>laptop -> server: call.answer</c>.</summary>
    public abstract string Text { get; }
}

/// <summary>A scripted party does something: the app presses a button, the far end signals, the backend pushes or asks the REST API.</summary>
/// <param name="At">Where.</param>
/// <param name="From"><c>app</c>, a far end, or <c>backend</c>.</param>
/// <param name="To">A client, or <c>server</c>.</param>
/// <param name="Name">The action's word, the SIP signal, <c>push</c>, or <c>POST /v1/…</c>.</param>
/// <param name="With">Its arguments, or null.</param>
public sealed record ActionLine(SourcePosition At, string From, string To, string Name, MapTemplate? With) : Line(At)
{
    /// <summary>For an HTTP action: the status it must get, as in <see cref="ExpectationLine.Status"/>.</summary>
    public string? Status { get; init; }

    /// <inheritdoc/>
    public override string Text => $"{From} -> {To}: {Name}";
}

/// <summary>An observed party must do something, or must not.</summary>
/// <param name="At">Where.</param>
/// <param name="From">A client, <c>server</c>, or a push service.</param>
/// <param name="To">Its counterpart.</param>
/// <param name="Name">Message, event, signal, <c>GET /v1/…</c>, <c>ws.open</c> …</param>
/// <param name="With">What it must fit, or null.</param>
public sealed record ExpectationLine(SourcePosition At, string From, string To, string Name, MapTemplate? With) : Line(At)
{
    /// <summary>Band of time, or null for the default patience.</summary>
    public Timing? Timing { get; init; }

    /// <summary>Set: this must not happen in the window.</summary>
    public NeverWindow? Never { get; init; }

    /// <summary>May be missing.</summary>
    public bool Optional { get; init; }

    /// <summary>How many entries it takes; 1 unless the file says so. With <see cref="Optional"/>: at most that many. With <see cref="Never"/>: the n-th one breaks the line.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Required HTTP status: <c>200</c> or a class such as <c>4xx</c>; null for any.</summary>
    public string? Status { get; init; }

    /// <summary>For webhooks: the signature must be right.</summary>
    public bool Signed { get; init; }

    /// <summary>Number of the socket, or null for the newest.</summary>
    public int? Socket { get; init; }

    /// <inheritdoc/>
    public override string Text => $"{From} -> {To}: {Name}";
}

/// <summary>The fake sends what it would not send by itself.</summary>
/// <param name="At">Where.</param>
/// <param name="To">A client, or <c>backend</c>.</param>
/// <param name="Name">Message, <c>ws.text</c>, <c>ws.binary</c>, <c>ws.ping</c>, <c>ws.pong</c>, <c>ws.close</c>, or a webhook's type.</param>
/// <param name="With">Members of the message; required ones that are missing are made up.</param>
public sealed record InjectionLine(SourcePosition At, string To, string Name, MapTemplate? With) : Line(At)
{
    /// <summary>Bytes that are no message; <c>$name</c> is not looked for in them.</summary>
    public string? Raw { get; init; }

    /// <summary>Number of the socket, or null for the newest.</summary>
    public int? Socket { get; init; }

    /// <summary><c>close</c>: the fake closes the socket right behind it.</summary>
    public string? Then { get; init; }

    /// <summary>What is wrong with the webhook's signature, or null.</summary>
    public string? Tampering { get; init; }

    /// <summary>Status that a webhook must be answered with, or null.</summary>
    public string? Status { get; init; }

    /// <summary>Cuts the message into that many fragments; 1 is a whole message.</summary>
    public int Fragments { get; init; } = 1;

    /// <summary>Makes the message at least that many characters long, by a member that nobody knows; 0 leaves it alone.</summary>
    public int PaddedTo { get; init; }

    /// <inheritdoc/>
    public override string Text => $"server => {To}: {Name}";
}

/// <summary>From here on the server (or the stub backend) behaves differently.</summary>
/// <param name="At">Where.</param>
/// <param name="Party"><c>server</c> or <c>backend</c>.</param>
/// <param name="Verb"><c>ignores</c>, <c>delays</c>, <c>answers</c>, <c>refuses</c>, <c>closes before</c>, <c>sets</c>.</param>
/// <param name="Target">What it applies to: a message, <c>ws.open</c>, <c>GET /v1/…</c>, <c>token</c>, a user or a switch.</param>
/// <param name="With">Members of the answer, or the settings.</param>
public sealed record RuleLine(SourcePosition At, string Party, string Verb, string Target, MapTemplate? With) : Line(At)
{
    /// <summary>How many times it works; null for ever.</summary>
    public int? Times { get; init; }

    /// <summary>For <c>delays</c>.</summary>
    public TimeSpan? By { get; init; }

    /// <summary>HTTP status for <c>answers</c> and <c>refuses</c>.</summary>
    public int? Status { get; init; }

    /// <summary><c>close</c>.</summary>
    public string? Then { get; init; }

    /// <summary>Only for this client; null for all.</summary>
    public string? For { get; init; }

    /// <inheritdoc/>
    public override string Text => $"{Party}: {Verb} {Target}";
}

/// <summary>Something happens to the network of a client.</summary>
/// <param name="At">Where.</param>
/// <param name="Verb"><c>drops</c>, <c>cuts</c>, <c>stalls</c>, <c>restores</c>, <c>delays</c>, <c>corrupts</c>, <c>half-opens</c>, <c>blocks</c>.</param>
/// <param name="Client">Whose.</param>
public sealed record FaultLine(SourcePosition At, string Verb, string Client) : Line(At)
{
    /// <summary>For <c>delays</c>.</summary>
    public TimeSpan? By { get; init; }

    /// <summary>How long it lasts; null until <c>restores</c>.</summary>
    public TimeSpan? For { get; init; }

    /// <inheritdoc/>
    public override string Text => $"network: {Verb} {Client}";
}

/// <summary>That much time passes.</summary>
public sealed record ClockLine(SourcePosition At, TimeSpan Duration) : Line(At)
{
    /// <inheritdoc/>
    public override string Text => "clock: " + Durations.Format(Duration);
}

/// <summary>A sentence at this point of the diagram.</summary>
public sealed record NoteLine(SourcePosition At) : Line(At)
{
    /// <inheritdoc/>
    public override string Text => "note";
}

/// <summary>What binds the lines of a block.</summary>
public enum BlockKind
{
    /// <summary>Lines of one lane in any order.</summary>
    AnyOrder,

    /// <summary>Lines of several lanes in the order of the file.</summary>
    InOrder,

    /// <summary>Alternatives: each child list is one; the first that is wholly satisfied counts.</summary>
    OneOf,

    /// <summary>Actions at once; the frames that result are delivered in every possible order, one run each.</summary>
    Race,
}

/// <summary>A block of lines. <see cref="Alternatives"/> has one list for all kinds but <see cref="BlockKind.OneOf"/>.</summary>
public sealed record BlockLine(SourcePosition At, BlockKind Kind, IReadOnlyList<IReadOnlyList<Line>> Alternatives) : Line(At)
{
    /// <summary>Band of time for the block as a whole.</summary>
    public Timing? Timing { get; init; }

    /// <inheritdoc/>
    public override string Text => Kind switch
    {
        BlockKind.AnyOrder => "any order",
        BlockKind.InOrder => "in order",
        BlockKind.OneOf => "one of",
        _ => "race",
    };
}

/// <summary>Earliest and latest, counted from <paramref name="Since"/> or from the line above.</summary>
/// <param name="Earliest">Null for no lower limit.</param>
/// <param name="Latest">The upper limit.</param>
/// <param name="Since">A label, or <c>laptop connected</c>; null for the line above.</param>
public sealed record Timing(TimeSpan? Earliest, TimeSpan Latest, string? Since);

/// <summary>How long something must not happen: exactly one member is set.</summary>
/// <param name="For">That long.</param>
/// <param name="ToTheEnd">To the end of the run.</param>
/// <param name="Until">Until the line with this label is satisfied or has run.</param>
public sealed record NeverWindow(TimeSpan? For, bool ToTheEnd, string? Until);
