namespace Harness.Scenarios.Linting;

/// <summary>Reads scenario files without mistakes once more, for what their authors would rather have written otherwise.</summary>
internal static class Adviser
{
    /// <summary>Rules that look at one file at a time.</summary>
    public static IReadOnlyList<AdviceRule> Rules { get; } =
    [
        new UnusedCapture(),
        new UnusedParty(),
        new WrittenDefault(),
        new CheckCannotFail(),
        new NeverAndWanted(),
        new ImpliedNeed(),
        new WhenAlways(),
        new LoneBlock(),
        new RoundaboutValue(),
    ];

    /// <summary>Advice about all files, by file, line and column.</summary>
    /// <param name="files">Files without mistakes.</param>
    public static IReadOnlyList<Advice> On(IReadOnlyList<ScenarioFile> files)
    {
        var sheets = files.Select(Sheet.Open).OfType<Sheet>().ToList();
        return
        [
            .. sheets.SelectMany(sheet => Rules.SelectMany(rule => rule.Look(sheet)))
                .Concat(SameTitle.Look(sheets))
                .Distinct()
                .OrderBy(advice => advice.At.File, StringComparer.Ordinal)
                .ThenBy(advice => advice.At.Line)
                .ThenBy(advice => advice.At.Column),
        ];
    }
}
