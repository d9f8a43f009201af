using System.Text.Json;

namespace Harness.Tests.Scenarios;

/// <summary>Checks files against a JSON Schema with a validator of its own kind, in Node.</summary>
internal static class SchemaCheck
{
    private static readonly NodeTools s_tools = new(Repository.In("Tests", "Harness.Tests", "tools"));

    /// <summary>Errors of each file. Ignores the test where Node is missing, unless CONFORMANCE_REQUIRE says all.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Run(string schema, IEnumerable<string> files)
    {
        var list = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(list, files);
            return s_tools.Run("check.mjs", schema, list).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => JsonDocument.Parse(l).RootElement)
                .ToDictionary(
                    r => r.GetProperty("file").GetString()!,
                    r => (IReadOnlyList<string>)[.. r.GetProperty("errors").EnumerateArray().Select(e => e.GetString()!)],
                    StringComparer.Ordinal);
        }
        finally
        {
            File.Delete(list);
        }
    }

    /// <summary>A file of a package that the tools bring along.</summary>
    public static string FileOf(params string[] path) => s_tools.FileOf(path);

    /// <summary>Errors of each text.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> RunTexts(string schema, IReadOnlyList<string> texts)
    {
        var folder = Directory.CreateTempSubdirectory("scenario-schema-").FullName;
        try
        {
            var files = texts.Select((text, i) => (Path: Path.Combine(folder, $"{i}.yaml"), text)).ToList();
            files.ForEach(f => File.WriteAllText(f.Path, f.text));
            var errors = Run(schema, files.Select(f => f.Path));
            return files.ToDictionary(f => f.text, f => errors[f.Path], StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
