namespace Harness.Engine;

/// <summary>The outcome of a run, or of one check in it.</summary>
public enum Verdict
{
    /// <summary>Everything judged was as it must be.</summary>
    Pass,

    /// <summary>A requirement of tier C, or a line that names none, was broken.</summary>
    Fail,

    /// <summary>Only SHOULD, MAY or tier X requirements were broken.</summary>
    Warn,

    /// <summary>Not played; the reason says why.</summary>
    Skip,

    /// <summary>Failed as its waiver expects.</summary>
    KnownFailing,

    /// <summary>Passed although a waiver says that it fails.</summary>
    UnexpectedPass,

    /// <summary>Passed only on a retry.</summary>
    Flaky,

    /// <summary>The harness or the machine was late; nothing can be said.</summary>
    Inconclusive,

    /// <summary>Harness, fake or driver broke; says nothing about the client.</summary>
    Error,
}
