using Harness.Scenarios.Validation;

namespace Harness.Scenarios.Linting;

/// <summary>A value that is captured in every row and used in none.</summary>
internal sealed class UnusedCapture : AdviceRule
{
    public override string Name => "unused-capture";

    public override IEnumerable<Advice> Look(Sheet sheet)
    {
        var lines = sheet.File.Rows.SelectMany(Sheet.LinesOf).Where(static line => line is not BlockLine).ToList();
        var used = lines.SelectMany(CaptureWalk.UsesOf).Select(static use => use.Name.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        return from line in lines
               from capture in CaptureWalk.CapturesOf(line)
               where !used.Contains(capture.Name)
               select Say(capture.At, $"'{capture.Name}' is captured and never used", Instead(line));
    }

    private static string Instead(Line line) => line is InjectionLine
        ? "leave $as out; a member that the message must have is made up anyway"
        : "write $any where the value only has to be there, or leave $as out beside other operators";
}
