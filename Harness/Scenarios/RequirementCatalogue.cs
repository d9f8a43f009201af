using Harness.Scenarios.Reading;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios;

/// <summary>Requirements by id, in the order of their files.</summary>
public sealed class RequirementCatalogue
{
    /// <summary>The name of its file, beside a suite or in a folder of one's own.</summary>
    public const string FileName = "requirements.yaml";

    private readonly Dictionary<string, Requirement> _byId;

    private RequirementCatalogue(IReadOnlyList<Requirement> all, IReadOnlyList<Diagnostic> diagnostics)
    {
        All = all;
        Diagnostics = diagnostics;
        _byId = all.ToDictionary(r => r.Id, StringComparer.Ordinal);
    }

    /// <summary>Without any.</summary>
    public static RequirementCatalogue Empty { get; } = new([], []);

    /// <summary>All of them.</summary>
    public IReadOnlyList<Requirement> All { get; }

    /// <summary>Mistakes in the file.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Reads a file. One that cannot be read has none, and says so in <see cref="Diagnostics"/>.</summary>
    /// <param name="path">Of <c>requirements.yaml</c>.</param>
    public static RequirementCatalogue Load(string path) => Load(path, path);

    /// <summary>The requirement with this id, or null.</summary>
    public Requirement? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Both together; where an id is in both, this one's counts.</summary>
    public RequirementCatalogue With(RequirementCatalogue other) => ReferenceEquals(other, Empty) || ReferenceEquals(other, this)
        ? this
        : new([.. All, .. other.All.Where(r => !_byId.ContainsKey(r.Id))], [.. Diagnostics, .. other.Diagnostics]);

    internal static RequirementCatalogue Load(string path, string shown)
    {
        var bag = new DiagnosticBag();
        var read = new NodeReader(bag);
        var requirements = new List<Requirement>();
        if (FileText.Read(path, shown, bag) is { } text && YamlReader.Read(shown, text, bag) is { } root && read.Map(root, FileName) is { } map)
        {
            read.OnlyKeys(map, ["requirements"], FileName);
            foreach (var item in List(map, read))
            {
                Add(item, read, requirements);
            }
        }

        return new RequirementCatalogue(requirements, bag.Sorted());
    }

    private static IReadOnlyList<YamlNode> List(YamlMap map, NodeReader read)
    {
        if (map.Find("requirements") is { } entry)
        {
            return read.List(entry.Value, "requirements")?.Items ?? [];
        }

        read.Bag.Add(map.At, $"{FileName} has a list under 'requirements'; this one has none");
        return [];
    }

    private static void Add(YamlNode item, NodeReader read, List<Requirement> requirements)
    {
        if (read.Map(item, "a requirement") is not { } map)
        {
            return;
        }

        read.OnlyKeys(map, ["id", "area", "tier", "level", "text", "source"], "a requirement");
        var (id, level, text) = (Part(map, read, "id"), Part(map, read, "level"), Part(map, read, "text"));
        if (id is null || level is null || text is null)
        {
            return;
        }

        if (requirements.Any(r => r.Id == id))
        {
            read.Bag.Add(map.At, $"the requirement {id} is there already");
            return;
        }

        var area = map.Find("area") is { } a ? read.Text(a.Value, "area") : null;
        var source = map.Find("source") is { } s ? read.Text(s.Value, "source") : null;
        requirements.Add(new Requirement(id, area ?? id[..Math.Max(id.LastIndexOf('-'), 0)], Tier(map, read), OneOf(map, read, "level", level, ["MUST", "SHOULD", "MAY"]), text, source ?? ""));
    }

    private static string Tier(YamlMap map, NodeReader read) =>
        map.Find("tier") is { } tier && read.Text(tier.Value, "tier") is { } word ? OneOf(map, read, "tier", word, ["C", "X"]) : "C";

    private static string OneOf(YamlMap map, NodeReader read, string key, string word, IReadOnlyList<string> values)
    {
        if (!values.Contains(word))
        {
            read.Bag.AddUnknown(map.Find(key)!.Value.At, $"{key} is one of {string.Join(", ", values)}, not '{word}'", word, values);
        }

        return word;
    }

    private static string? Part(YamlMap map, NodeReader read, string key)
    {
        if (map.Find(key) is { } entry)
        {
            return read.Text(entry.Value, key);
        }

        read.Bag.Add(map.At, $"a requirement has '{key}'; this one has none");
        return null;
    }
}
