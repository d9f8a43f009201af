namespace Harness.Scenarios.Linting;

/// <summary>Something in a scenario file that works and is not what its author wants.</summary>
/// <param name="At">The first character of it.</param>
/// <param name="Rule">Its short name, in lower case with dashes.</param>
/// <param name="Message">What is odd.</param>
/// <param name="Instead">What to write instead.</param>
internal sealed record Advice(SourcePosition At, string Rule, string Message, string Instead)
{
    /// <summary><c>file:line:column: advice: message: instead (rule)</c>.</summary>
    public override string ToString() => $"{At}: advice: {Message}: {Instead} ({Rule})";
}
