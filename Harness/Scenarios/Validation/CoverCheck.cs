using Harness.Scenarios.Reading;

namespace Harness.Scenarios.Validation;

/// <summary>Holds <c>covers</c> against <c>checks</c>, and both against the catalogue of requirements.</summary>
internal sealed class CoverCheck(DiagnosticBag bag, RequirementCatalogue requirements)
{
    public void Check(FileFacts facts)
    {
        foreach (var use in facts.Covers.Concat(facts.Checks).Where(u => requirements.Find(u.Id) is null))
        {
            bag.AddUnknown(use.At, $"unknown requirement '{use.Id}'", use.Id, requirements.All.Select(r => r.Id));
        }

        foreach (var use in facts.Covers.Where(u => facts.Checks.All(c => c.Id != u.Id)))
        {
            bag.Add(use.At, $"'covers' announces {use.Id}, and no line checks it");
        }

        foreach (var use in facts.Checks.Where(u => facts.Covers.All(c => c.Id != u.Id)))
        {
            bag.Add(use.At, $"this line checks {use.Id}, and 'covers' does not announce it");
        }

        foreach (var twice in facts.Covers.DistinctBy(u => u.At).GroupBy(u => u.Id, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
        {
            bag.Add(twice.At, $"'covers' announces {twice.Id} twice");
        }
    }
}
