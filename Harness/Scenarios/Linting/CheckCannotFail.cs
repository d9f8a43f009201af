namespace Harness.Scenarios.Linting;

/// <summary>A line that may be missing and has no time decides nothing.</summary>
internal sealed class CheckCannotFail : AdviceRule
{
    public override string Name => "check-cannot-fail";

    public override IEnumerable<Advice> Look(Sheet sheet) =>
        from line in sheet.File.Rows.SelectMany(Sheet.LinesOf).OfType<ExpectationLine>()
        where line is { Optional: true, Timing: null, Checks.Count: > 0 }
        select Say(
            sheet.PlaceOf(line, "checks"),
            $"'checks' on an optional line without a time: whatever the client does, {string.Join(" and ", line.Checks)} cannot fail here",
            "leave 'optional' out, add 'within' or 'at', or move 'checks' to a line that can fail");
}
