using Harness.Engine;

namespace Harness.Reports;

/// <summary>Puts the reports of shards together: the result is that of a run without shards.</summary>
internal static class ReportMerge
{
    /// <summary>The whole.</summary>
    /// <param name="parts">Reports with what they are called.</param>
    /// <exception cref="HarnessException">They are not the parts of one whole.</exception>
    public static Report Of(IReadOnlyList<(string Name, Report Report)> parts)
    {
        MustBelongTogether(parts);
        MustBeWhole(parts);
        var reports = parts.Select(static part => part.Report).ToList();
        var scenarios = reports.SelectMany(static report => report.Scenarios).OrderBy(static scenario => scenario.Position).ToList();
        var orphans = reports.SelectMany(static report => report.OrphanedSnapshots).Distinct(StringComparer.Ordinal).ToList();
        MustBeComplete(reports[0].Selected, scenarios, reports.Sum(static report => report.Summary.NotRun));
        var broken = parts.Where(static part => part.Report.Broken is not null).Select(static part => $"{part.Name}: {part.Report.Broken}").ToList();
        return reports[0] with
        {
            Shard = null,
            Scenarios = scenarios,
            Summary = ReportSummaries.Of(scenarios, orphans.Count, reports.Sum(static report => report.Summary.NotRun)),
            OrphanedSnapshots = orphans,
            StaleWaivers = [.. reports.SelectMany(static report => report.StaleWaivers).Distinct(StringComparer.Ordinal).OrderBy(static line => line, PlaceOrder.Instance)],
            Broken = broken.Count > 0 ? string.Join("; ", broken) : null,
        };
    }

    // Shards that were shared out by different records overlap, and leave something out.
    private static void MustBeComplete(int selected, IReadOnlyList<ReportedScenario> scenarios, int notRun)
    {
        if (scenarios.GroupBy(static scenario => scenario.Position).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            throw new HarnessException($"{twice.First().Id} is in more than one of the reports: give every shard the same --filter and --durations");
        }

        if (scenarios.Count + notRun != selected)
        {
            throw new HarnessException($"the reports have {scenarios.Count} of {selected} scenarios: give every shard the same --filter and --durations");
        }
    }

    private static void MustBelongTogether(IReadOnlyList<(string Name, Report Report)> parts)
    {
        var (first, name) = (parts[0].Report, parts[0].Name);
        foreach (var (otherName, other) in parts.Skip(1))
        {
            var facts = new[]
            {
                ("client", first.Client, other.Client), ("clock", first.Clock, other.Clock), ("profile", first.Profile ?? "none", other.Profile ?? "none"),
                ("number of selected scenarios", $"{first.Selected}", $"{other.Selected}"), ("set", first.Set ?? "none", other.Set ?? "none"), ("seed", $"{first.Seed}", $"{other.Seed}"), ("rules of the exit code", $"{first.Rules}", $"{other.Rules}"),
            };
            foreach (var (what, here, there) in facts.Where(static fact => fact.Item2 != fact.Item3))
            {
                throw new HarnessException($"{name} and {otherName} are not of one run: the {what} is '{here}' there and '{there}' here");
            }
        }
    }

    private static void MustBeWhole(IReadOnlyList<(string Name, Report Report)> parts)
    {
        if (parts.FirstOrDefault(static part => part.Report.Shard is null) is { Name: not null } whole)
        {
            throw new HarnessException($"{whole.Name} is no report of a shard: it was played without --shard");
        }

        var shards = parts.Select(static part => (part.Name, Parts: part.Report.Shard!.Split('/'))).ToList();
        var all = shards[0].Parts[^1];
        if (shards.Find(shard => shard.Parts[^1] != all) is { Name: not null } other)
        {
            throw new HarnessException($"{other.Name} is shard {string.Join('/', other.Parts)}, and {shards[0].Name} is shard {string.Join('/', shards[0].Parts)}: they are parts of different wholes");
        }

        if (shards.GroupBy(static shard => shard.Parts[0]).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            throw new HarnessException($"shard {twice.Key}/{all} is there more than once: {string.Join(", ", twice.Select(static shard => shard.Name))}");
        }

        var missing = Enumerable.Range(1, int.Parse(all, System.Globalization.CultureInfo.InvariantCulture)).Select(static number => $"{number}").Except(shards.Select(static shard => shard.Parts[0])).ToList();
        if (missing.Count > 0)
        {
            throw new HarnessException($"shard {string.Join(", ", missing.Select(number => $"{number}/{all}"))} is missing: name the reports of all {all}");
        }
    }
}
