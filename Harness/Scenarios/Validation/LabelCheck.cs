using Harness.Scenarios.Reading;

namespace Harness.Scenarios.Validation;

/// <summary>Checks that labels are unique, and that what <c>since</c> and <c>until</c> name is there, on the right side.</summary>
internal sealed class LabelCheck(DiagnosticBag bag)
{
    public void Check(RowFacts facts)
    {
        foreach (var twice in facts.Labels.GroupBy(l => l.Label, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
        {
            bag.Add(twice.At, $"another line is labelled '{twice.Label}' already");
        }

        foreach (var use in facts.References)
        {
            Check(facts, use);
        }
    }

    private void Check(RowFacts facts, LabelUse use)
    {
        var declared = facts.Labels.Where(l => l.Label == use.Label).ToList();
        if (declared.Count == 0)
        {
            bag.AddUnknown(use.At, $"no line is labelled '{use.Label}'", use.Label, facts.Labels.Select(l => l.Label));
        }
        else if (!use.Later && declared.TrueForAll(l => l.Line >= use.Line))
        {
            bag.Add(use.At, $"'{use.Label}' comes only below; 'since' counts from a line above");
        }
        else if (use.Later && declared.TrueForAll(l => l.Line <= use.Line))
        {
            bag.Add(use.At, $"'{use.Label}' is above already; 'until' names a line below");
        }
    }
}
