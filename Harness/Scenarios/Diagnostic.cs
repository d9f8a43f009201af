namespace Harness.Scenarios;

/// <summary>A mistake in a scenario file.</summary>
/// <param name="At">The first character of what is wrong.</param>
/// <param name="Message">What is wrong, with the likely spelling where there is one.</param>
public sealed record Diagnostic(SourcePosition At, string Message)
{
    /// <summary><c>file:line:column: message</c>.</summary>
    public override string ToString() => $"{At}: {Message}";
}
