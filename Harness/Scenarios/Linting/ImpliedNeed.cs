using Harness.Scenarios.Validation;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Linting;

/// <summary>A capability under <c>needs</c> that lines and beginnings ask for anyway.</summary>
internal sealed class ImpliedNeed : AdviceRule
{
    public override string Name => "implied-need";

    public override IEnumerable<Advice> Look(Sheet sheet)
    {
        if (sheet.Find("given", "needs")?.Value is not { } node)
        {
            return [];
        }

        var implied = sheet.File.Rows.Select(static row => Needs.Of(row.Given with { Needs = [] }, row.Lines).Concat(Vocabulary.LeastCapabilities).ToHashSet(StringComparer.Ordinal)).ToList();
        return (node is YamlList list ? list.Items : [node]).OfType<YamlScalar>()
            .Where(word => implied.TrueForAll(needs => needs.Contains(word.Text)))
            .Select(word => Say(word.At, $"the lines need '{word.Text}' by themselves", "leave it out of 'needs'"));
    }
}
