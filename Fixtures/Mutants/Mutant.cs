using Fixtures.ReferenceClient;

namespace Fixtures.Mutants;

/// <summary>
/// The reference client with one deliberate fault. A scenario that no mutant fails proves nothing; a mutant that no scenario
/// fails shows what is not proven yet.
/// </summary>
/// <param name="Name">Short and unique, in lower case with dashes; <c>--client mutant:name</c>.</param>
/// <param name="Requirement">The requirement that the fault breaks.</param>
/// <param name="Fault">What it does wrong, as a sentence about it without a subject.</param>
/// <param name="Change">From the rules of the reference client to its own: one thing is different.</param>
public sealed record Mutant(string Name, string Requirement, string Fault, Func<SoftphoneRules, SoftphoneRules> Change)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Requirement})";
}
