using System.Text.RegularExpressions;
using Fixtures.Mutants;
using Fixtures.ReferenceClient;
using NUnit.Framework;

namespace Harness.Tests.Mutants;

/// <summary>The mutants as a whole.</summary>
public sealed partial class MutantCatalogueTests
{
    [Test]
    public void Names_are_unique_and_fit_for_a_command_line()
    {
        Assert.That(MutantCatalogue.All.Select(static m => m.Name), Is.Unique);
        Assert.That(MutantCatalogue.All.Where(static m => !Name().IsMatch(m.Name)), Is.Empty);
    }

    [Test]
    public void Every_mutant_names_a_requirement_and_its_fault() => Assert.That(
        MutantCatalogue.All.Where(static m => !Requirement().IsMatch(m.Requirement) || string.IsNullOrWhiteSpace(m.Fault)), Is.Empty);

    [Test]
    public void Every_mutant_differs_from_the_reference_client() => Assert.That(
        MutantCatalogue.All.Where(static m => m.Change(SoftphoneRules.Reference) == SoftphoneRules.Reference), Is.Empty);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Name();

    [GeneratedRegex("^[A-Z0-9]+-[0-9]{2}$")]
    private static partial Regex Requirement();
}
