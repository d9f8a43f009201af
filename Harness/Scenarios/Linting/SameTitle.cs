namespace Harness.Scenarios.Linting;

/// <summary>Two files with one title: reports and documentation cannot tell them apart.</summary>
internal static class SameTitle
{
    public const string Name = "same-title";

    public static IEnumerable<Advice> Look(IReadOnlyList<Sheet> sheets) =>
        from same in sheets.GroupBy(static sheet => sheet.File.Title, StringComparer.OrdinalIgnoreCase)
        from other in same.Skip(1)
        where other.Find("title") is not null
        select new Advice(other.Find("title")!.Value.At, Name, $"{same.First().File.Id} has the title '{other.File.Title}', too", "say what is special about this one");
}
