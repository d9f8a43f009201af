using System.Text;
using System.Text.Json;
using Harness.Reports;
using Harness.Scenarios;
using Harness.Scenarios.Reading;
using Harness.Scenarios.Yaml;

namespace Harness.Gates;

/// <summary>Reads and writes requirement sets: <c>sets/NAME.yaml</c> beside a suite.</summary>
internal static class RequirementSetFile
{
    /// <summary>The folder in a suite.</summary>
    public const string Folder = "sets";

    /// <summary>Reads a set and holds it against the suite.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">Its path as messages write it.</param>
    /// <param name="files">Those of the suite that were loaded.</param>
    /// <param name="isWhole">True when these are all of the suite: only then can a scenario be missed.</param>
    /// <param name="bag">Where mistakes go.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RequirementSet? Read(string path, string shown, IReadOnlyList<ScenarioFile> files, bool isWhole, DiagnosticBag bag)
    {
        var read = new NodeReader(bag);
        if (YamlReader.Read(shown, File.ReadAllText(path), bag) is not { } root || read.Map(root, "a requirement set") is not { } map)
        {
            return null;
        }

        read.OnlyKeys(map, ["set", "about", "scenarios"], "a requirement set");
        if (map.Find("scenarios") is not { } scenarios || read.Map(scenarios.Value, "scenarios") is not { } byScenario)
        {
            bag.Add(map.At, "a requirement set lists the checks of each scenario under 'scenarios'; this one has none");
            return null;
        }

        var known = files.ToDictionary(static file => file.Id, CheckNames.FrozenIn, StringComparer.Ordinal);
        var checks = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var entry in byScenario.Entries)
        {
            checks[entry.Key.Text] = Checks(entry, known, isWhole, read);
        }

        return new RequirementSet(map.Find("set") is { } name ? read.Word(name.Value, "set") ?? "" : Path.GetFileNameWithoutExtension(path), checks);
    }

    /// <summary>A set of everything that these files check.</summary>
    public static string Write(string name, string? about, IReadOnlyList<ScenarioFile> files)
    {
        var text = new StringBuilder();
        text.Append("# A requirement set: the checks that count under `conformance run --set ").Append(name).Append("`. It is frozen: what the suite gains later\n");
        text.Append("# is not added here but in a newer set. Written by `conformance freeze`; a check is a requirement with its line, or with the label of its line; or a line alone.\n");
        text.Append("set: ").Append(Quoted(name)).Append('\n');
        if (about is not null)
        {
            text.Append("about: ").Append(Quoted(about)).Append('\n');
        }

        text.Append("scenarios:\n");
        foreach (var file in files.OrderBy(static file => file.Id, StringComparer.Ordinal))
        {
            text.Append("  ").Append(file.Id).Append(":\n");
            foreach (var check in CheckNames.FrozenIn(file))
            {
                text.Append("    - ").Append(Quoted(check)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static HashSet<string> Checks(YamlEntry entry, Dictionary<string, IReadOnlyList<string>> known, bool isWhole, NodeReader read)
    {
        var scenario = entry.Key.Text;
        var words = read.Words(entry.Value, $"checks of {scenario}");
        if (words.Count == 0)
        {
            read.Bag.Add(entry.Key.At, $"{scenario} has no checks here, so nothing of it could count: list some, or leave it out");
        }

        if (!known.TryGetValue(scenario, out var existing))
        {
            if (isWhole)
            {
                read.Bag.AddUnknown(entry.Key.At, $"the suite has no scenario '{scenario}' any more, so the set cannot be scored", scenario, known.Keys);
            }

            return [];
        }

        foreach (var word in words.Where(word => !existing.Contains(word.Text)))
        {
            read.Bag.AddUnknown(word.At, $"{scenario} has no check '{word.Text}' any more, so the set cannot be scored", word.Text, existing);
        }

        return [.. words.Select(static word => word.Text)];
    }

    private static string Quoted(string text) =>
        text.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-') && text.Any(char.IsAsciiLetter) ? text : JsonSerializer.Serialize(text, s_plain);

    private static readonly JsonSerializerOptions s_plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
