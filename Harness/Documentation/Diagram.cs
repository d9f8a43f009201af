namespace Harness.Documentation;

/// <summary>A run as a sequence diagram, before anybody has decided how to draw it. Everything in it is scrubbed.</summary>
/// <param name="Title">What it shows, as a sentence without its full stop.</param>
/// <param name="Lanes">Parties, from left to right.</param>
/// <param name="Steps">From top to bottom.</param>
internal sealed record Diagram(string Title, IReadOnlyList<string> Lanes, IReadOnlyList<DiagramStep> Steps);

/// <summary>One step of a diagram.</summary>
internal abstract record DiagramStep;

/// <summary>Something that one party sends another.</summary>
/// <param name="At">Since the start of the run.</param>
/// <param name="From">A lane.</param>
/// <param name="To">Another lane.</param>
/// <param name="Name">Message, action, event or signal.</param>
/// <param name="Details">Its members, shortened; may be empty.</param>
/// <param name="Demands">What the scenario demands of it: times and requirements; may be empty.</param>
internal sealed record ArrowStep(TimeSpan At, string From, string To, string Name, string Details, string Demands) : DiagramStep
{
    /// <summary>The server would not have sent it by itself.</summary>
    public bool Injected { get; init; }

    /// <summary>A rule took it; nobody handled it.</summary>
    public bool Lost { get; init; }
}

/// <summary>What a note is about.</summary>
internal enum NoteKind
{
    /// <summary>A sentence of the scenario, or what it forbids.</summary>
    Prose,

    /// <summary>Time that passes.</summary>
    Time,

    /// <summary>A fault of the network.</summary>
    Fault,

    /// <summary>The server is told to behave differently.</summary>
    Rule,
}

/// <summary>A note across lanes.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="From">The first lane that it covers.</param>
/// <param name="To">The last one.</param>
/// <param name="Text">A sentence.</param>
internal sealed record NoteStep(NoteKind Kind, string From, string To, string Text) : DiagramStep;
