namespace Harness.Scenarios.Linting;

/// <summary>What must not happen is required inside the same window: no client can pass.</summary>
internal sealed class NeverAndWanted : AdviceRule
{
    public override string Name => "never-and-wanted";

    public override IEnumerable<Advice> Look(Sheet sheet) => sheet.File.Rows.SelectMany(row => Look(sheet, row.Lines)).Distinct();

    private IEnumerable<Advice> Look(Sheet sheet, IReadOnlyList<Line> lines) =>
        from number in Enumerable.Range(0, lines.Count)
        where lines[number] is ExpectationLine { Never: not null, Times: 1, Socket: null, Status: null, Signed: false, With: null or { Members.Count: 0 } }
        let never = (ExpectationLine)lines[number]
        let wanted = InWindow(lines, number, never.Never!).FirstOrDefault(line => IsSame(never, line))
        where wanted is not null
        select Say(
            sheet.PlaceOf(never, "never"),
            $"'{never.Text}' must never come here, and line {wanted.At.Line} wants it in the same time: no client can pass",
            "end the window above that line with 'until', or say under 'with' which one must not come");

    // Only what is below an action is certainly recorded behind the opening of the window.
    private static IEnumerable<Line> InWindow(IReadOnlyList<Line> lines, int number, NeverWindow window)
    {
        if (window is { ToTheEnd: false, Until: null })
        {
            return [];
        }

        return lines.Skip(number + 1)
            .TakeWhile(line => window.ToTheEnd || Labels(line).All(label => label != window.Until))
            .SkipWhile(static line => line is not (ActionLine or InjectionLine or FaultLine or ClockLine))
            .SelectMany(Certain);
    }

    private static IEnumerable<string?> Labels(Line line) => LineTree.Flatten([line]).Select(static inner => inner.Label);

    private static IEnumerable<Line> Certain(Line line) => line switch
    {
        BlockLine { Kind: BlockKind.AnyOrder or BlockKind.InOrder } block => block.Alternatives.SelectMany(static lines => lines).SelectMany(Certain),
        BlockLine => [],
        _ => [line],
    };

    private static bool IsSame(ExpectationLine never, Line line) =>
        line is ExpectationLine { Never: null, Optional: false } wanted && (wanted.From, wanted.To, wanted.Name) == (never.From, never.To, never.Name);
}
