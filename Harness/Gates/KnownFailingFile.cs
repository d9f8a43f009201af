using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Harness.Reports;
using Harness.Scenarios;
using Harness.Scenarios.Reading;
using Harness.Scenarios.Yaml;

namespace Harness.Gates;

/// <summary>Reads and writes known-failing lists, which are kept per client, beside it.</summary>
internal static class KnownFailingFile
{
    // A word or two of a sentence; less would be in any.
    private const int ShortestFailure = 10;

    /// <summary>What such a list is usually called.</summary>
    public const string UsualName = "known-failing.yaml";

    private const string Head = """
        # What this client is known to get wrong: `conformance run --known-failing FILE`. A failure that is not listed is still a failure, and so is
        # one that differs from what is expected here; a waiver that has expired, or whose check passes, makes the run fail and is named.
        waivers:

        """;

    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Checks that belong to no line: a bad frame, an unexpected one, a client that never comes to rest.</summary>
    public static IReadOnlyList<string> WithoutLine { get; } = ["frame", "unexpected", "restless"];

    /// <summary>Reads a list.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="shown">Its path as messages write it.</param>
    /// <param name="client">Who is tested; null where it does not matter.</param>
    /// <param name="files">The scenarios that waivers may be about.</param>
    /// <param name="isWhole">True when these are all of the suite: only then can a scenario be missed.</param>
    /// <param name="bag">Where mistakes go.</param>
    public static IReadOnlyList<Waiver> Read(string text, string shown, string? client, IReadOnlyList<ScenarioFile> files, bool isWhole, DiagnosticBag bag)
    {
        var read = new NodeReader(bag);
        if (YamlReader.Read(shown, text, bag) is not { } root || read.Map(root, "a known-failing list") is not { } map)
        {
            return [];
        }

        read.OnlyKeys(map, ["client", "waivers"], "a known-failing list");
        if (map.Find("client") is { } owner && read.Text(owner.Value, "client") is { } name && client is not null && name != client)
        {
            bag.Add(owner.Value.At, $"this list is for the client '{name}', and '{client}' is tested");
        }

        if (map.Find("waivers") is not { } list)
        {
            bag.Add(map.At, "a known-failing list has its entries under 'waivers'; this one has none");
            return [];
        }

        // An empty list is what remains when the last waiver has been deleted.
        var items = list.Value is YamlScalar { Value: null } ? [] : read.List(list.Value, "waivers")?.Items ?? [];
        return [.. items.Select(item => One(item, read)).OfType<Waiver>().Select(waiver => Named(waiver, files, isWhole, bag)).OfType<Waiver>()];
    }

    /// <summary>The list with further entries at its end; everything that stands there stays as it is.</summary>
    /// <param name="before">The list so far; null for none.</param>
    /// <param name="waivers">What is added.</param>
    public static string Append(string? before, IEnumerable<Waiver> waivers)
    {
        var text = new StringBuilder(string.IsNullOrWhiteSpace(before) ? Head : before.TrimEnd() + "\n");
        foreach (var waiver in waivers)
        {
            text.Append("  - scenario: ").Append(Quoted(waiver.Scenario)).Append('\n');
            Member(text, "check", waiver.Check);
            Member(text, "reason", waiver.Reason);
            Member(text, "link", waiver.Link);
            text.Append("    expires: ").Append(waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Append('\n');
            text.Append("    expects:").Append(waiver.Expects.Count == 1 ? " " + Quoted(waiver.Expects[0]) : string.Concat(waiver.Expects.Select(static one => $"\n      - {Quoted(one)}"))).Append('\n');
        }

        return text.ToString();
    }

    private static void Member(StringBuilder text, string key, string? value)
    {
        if (value is not null)
        {
            text.Append("    ").Append(key).Append(": ").Append(Quoted(value)).Append('\n');
        }
    }

    private static Waiver? One(YamlNode item, NodeReader read)
    {
        if (read.Map(item, "a waiver") is not { } map)
        {
            return null;
        }

        read.OnlyKeys(map, ["scenario", "check", "reason", "link", "expires", "expects"], "a waiver");
        var (scenario, reason, expires) = (Part(map, read, "scenario"), Part(map, read, "reason"), Part(map, read, "expires"));
        var expects = map.Find("expects") is { } failure ? read.Words(failure.Value, "expects").Select(static word => word.Text).Where(static text => !string.IsNullOrWhiteSpace(text)).ToList() : [];
        if (expects.Count == 0)
        {
            read.Bag.Add(map.At, "a waiver has 'expects', the failure that it stands for; 'conformance waive' writes it from a report");
        }

        foreach (var vague in expects.Where(static text => FailureMask.LettersOf(text) < ShortestFailure))
        {
            read.Bag.Add(map.Find("expects")!.Value.At, $"'{vague}' would fit nearly every failure: copy the failure's sentence from a report");
        }

        if (scenario is null || reason is null || expires is null || expects.Count == 0)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(expires, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            read.Bag.Add(map.Find("expires")!.Value.At, $"'{expires}' is no day: write it as 2026-12-31, the last day on which the waiver counts");
            return null;
        }

        return new Waiver(map.At, scenario, Optional(map, read, "check"), reason, Optional(map, read, "link"), day, expects);
    }

    // A waiver about nothing would sleep in the file for ever.
    private static Waiver? Named(Waiver waiver, IReadOnlyList<ScenarioFile> files, bool isWhole, DiagnosticBag bag)
    {
        var id = waiver.Scenario.Split('[')[0];
        if (files.FirstOrDefault(file => file.Id == id) is not { } scenario)
        {
            if (isWhole)
            {
                bag.AddUnknown(waiver.At, $"there is no scenario '{id}': delete this waiver, or mend its name", id, files.Select(static file => file.Id));
            }

            return null;
        }

        var checks = CheckNames.In(scenario);
        if (waiver.Check is null || checks.Contains(waiver.Check))
        {
            return waiver;
        }

        // The lines that a beginning stands for are in no file: they are known by their arrow.
        if (WithoutLine.Contains(waiver.Check) || waiver.Check.Contains("->", StringComparison.Ordinal))
        {
            return waiver with { IsOfLine = false };
        }

        bag.AddUnknown(waiver.At, $"{id} has no check '{waiver.Check}': delete this waiver, or mend its name", waiver.Check, checks);
        return null;
    }

    private static string? Part(YamlMap map, NodeReader read, string key)
    {
        if (Optional(map, read, key) is { Length: > 0 } text)
        {
            return text;
        }

        read.Bag.Add(map.At, $"a waiver has '{key}'; this one has none");
        return null;
    }

    private static string? Optional(YamlMap map, NodeReader read, string key) => map.Find(key) is { } entry ? read.Word(entry.Value, key) : null;

    private static string Quoted(string text) => JsonSerializer.Serialize(text, s_plain);
}
