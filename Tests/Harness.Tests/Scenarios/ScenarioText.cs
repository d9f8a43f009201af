using Harness.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Scenarios;

/// <summary>Reads scenarios from text, as if they were files of a folder of somebody's own.</summary>
internal static class ScenarioText
{
    private const string Area = "area";

    /// <summary>A scenario with a user, a connected client and these lines, the first of which is line 7 of the file.</summary>
    public static string WithLines(string lines) => $"""
        format: 1
        title: Something happens
        given:
          users: {"{ alice: , bob: }"}
          clients: {"{ laptop: { user: alice, is: connected }, phone: { user: alice, is: in an inbound call } }"}
        lines:
        {lines}

        """;

    /// <summary>All that the loader finds.</summary>
    public static LoadResult Load(params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("scenario-tests-").FullName;
        try
        {
            foreach (var (name, text) in files)
            {
                var path = Path.Combine(folder, Area, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text);
            }

            return ScenarioLoader.Load([Area], new LoaderContext(Repository.In("Scenarios"), folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Mistakes as <c>line:column: message</c>.</summary>
    public static IReadOnlyList<string> MistakesOf(string text) =>
        [.. Load(("it.yaml", text)).Diagnostics.Select(d => d.ToString()[$"{Area}/it.yaml:".Length..])];

    /// <summary>The rows of a scenario without mistakes.</summary>
    public static IReadOnlyList<Scenario> RowsOf(string text)
    {
        var result = Load(("it.yaml", text));
        Assert.That(result.Diagnostics, Is.Empty);
        return result.Files.Single().Rows;
    }

    /// <summary>The lines of <see cref="WithLines"/>.</summary>
    public static IReadOnlyList<Line> LinesOf(string lines) => RowsOf(WithLines(lines)).Single().Lines;
}
