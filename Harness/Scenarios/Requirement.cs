namespace Harness.Scenarios;

/// <summary>One testable statement of the protocol.</summary>
/// <param name="Id">E.g. <c>RESTORE-04</c>.</param>
/// <param name="Area">E.g. <c>RESTORE</c>.</param>
/// <param name="Tier"><c>C</c>: a MUST with a source. <c>X</c>: SHOULD, MAY or inferred; reported as advisory.</param>
/// <param name="Level">MUST, SHOULD or MAY.</param>
/// <param name="Text">The statement, about a client or a backend.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record Requirement(string Id, string Area, string Tier, string Level, string Text, string Source);
