using System.Text.RegularExpressions;
using Harness.Gates;
using Harness.Scenarios;

namespace Harness.Cli;

/// <summary>What <c>conformance new</c> was asked for.</summary>
/// <param name="Id"><c>area/name</c>.</param>
/// <param name="Folder">Where the areas are; null for the suite around the current directory.</param>
/// <param name="Title">One sentence; null for the name as words.</param>
/// <param name="Covers">Requirements that it is meant to decide.</param>
/// <param name="IsNewArea">The area is meant to be a new one, though its name is near another.</param>
internal sealed record NewOptions(string Id, string? Folder, string? Title, IReadOnlyList<string> Covers, bool IsNewArea);

/// <summary><c>conformance new</c>: writes a scenario that is right as it stands, to be changed into the one that is wanted.</summary>
internal sealed partial class NewCommand(CliEnvironment environment)
{
    private readonly SuiteLocation? _suite = SuiteLocation.Find(environment);

    /// <summary>Runs it and returns the exit code.</summary>
    public int Run(NewOptions options)
    {
        if (WrongName(options.Id) is { } wrong)
        {
            return Refuse(wrong);
        }

        if (FolderOf(options) is not { } folder)
        {
            return Refuse("there is no suite around here to write to: name a folder with --in");
        }

        var (area, path) = (options.Id.Split('/')[0], Path.Combine(folder, options.Id + ".yaml"));
        if (File.Exists(path))
        {
            return Refuse($"{Show(path)} is there already; 'new' overwrites nothing: choose another name");
        }

        var areas = Areas(folder);
        if (!options.IsNewArea && !areas.Contains(area) && Suggestion.Nearest(area, areas) is { } near)
        {
            return Refuse($"there is no area '{area}' yet; did you mean '{near}/{options.Id.Split('/')[1]}'? (--new-area makes it)");
        }

        var catalogue = Catalogue(Path.GetDirectoryName(path)!);
        if (options.Covers.FirstOrDefault(id => catalogue.Find(id) is null) is { } unknown)
        {
            return Refuse($"there is no requirement '{unknown}'"
                + (Suggestion.Nearest(unknown, catalogue.All.Select(static one => one.Id)) is { } meant ? $"; did you mean '{meant}'?" : " ('conformance list requirements' names them all)"));
        }

        return Write(path, options, [.. options.Covers.Distinct(StringComparer.Ordinal).Select(id => catalogue.Find(id)!)], areas.Contains(area) ? null : area, areas);
    }

    private int Write(string path, NewOptions options, IReadOnlyList<Requirement> covers, string? newArea, IReadOnlyList<string> areas)
    {
        var title = options.Title is { Length: > 0 } given ? Quoted(given) : Words(options.Id.Split('/')[1]);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            // Never over a file that came between.
            using var file = new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write)) { NewLine = "\n" };
            file.Write(NewScenarioText.Of(title, covers, SchemaFrom(path)).ReplaceLineEndings("\n"));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Refuse($"{Show(path)} cannot be written: {broken.Message}");
        }

        environment.Output.WriteLine($"wrote {Show(path)}");
        if (newArea is not null && areas.Count > 0)
        {
            environment.Output.WriteLine($"'{newArea}' is a new area; there are {string.Join(", ", areas)}");
        }

        var program = ProgramWords.Of(_suite);
        environment.Output.WriteLine($"""

            It passes as it stands. Now make it yours:
              {program} run {Show(path)} --watch    plays it whenever you save it
              {program} lint {Show(path)}           says what is wrong with it, and what could be better
              {program} accept {Show(path)}         takes its transcript over, once it is right
            """);
        return ExitCode.Good;
    }

    private static string? WrongName(string id)
    {
        if (id.StartsWith(RequirementSetFile.Folder + "/", StringComparison.Ordinal))
        {
            return $"'{RequirementSetFile.Folder}' holds requirement sets, and no scenario in it would be played with the suite: choose another area";
        }

        if (GoodName().IsMatch(id))
        {
            return null;
        }

        var parts = id.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        var mended = string.Join('/', parts.TakeLast(2).Select(Mended).Where(static part => part.Length > 0));
        return $"'{id}' is no name for a scenario: it is <area>/<name>, each of small letters, digits and dashes"
            + (GoodName().IsMatch(mended) ? $"; did you mean '{mended}'?" : ", such as hold/hold-twice");
    }

    private static string Mended(string part) =>
        NoNameLetters().Replace((part.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) ? part[..^5] : part).ToLowerInvariant(), "-").Trim('-');

    // The copy of the suite that travels with the tool is nobody's to write to.
    private string? FolderOf(NewOptions options)
    {
        if (options.Folder is { Length: > 0 } folder)
        {
            return Path.GetFullPath(folder, environment.CurrentDirectory);
        }

        var around = Path.GetDirectoryName(_suite?.Folder);
        var here = Path.GetFullPath(environment.CurrentDirectory);
        return around is not null && (here == around || here.StartsWith(around + Path.DirectorySeparatorChar, StringComparison.Ordinal)) ? _suite!.Folder : null;
    }

    private RequirementCatalogue Catalogue(string folder)
    {
        // The same look-up as for a file that is read: the suite's, and those of the folders above.
        var context = new LoaderContext(SuiteFiles.RequirementsRoot(environment, _suite), environment.CurrentDirectory);
        var bag = new DiagnosticBag();
        return new RequirementFiles(context, new ScenarioPaths(context), bag).For(Path.Combine(folder, "new.yaml"));
    }

    private static List<string> Areas(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Where(static area => Path.GetFileName(area) != RequirementSetFile.Folder && Directory.EnumerateFiles(area, "*.yaml").Any()).Select(static area => Path.GetFileName(area)).Order(StringComparer.Ordinal)]
        : [];

    private static string? SchemaFrom(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var schema = Path.Combine(folder, ScenarioSchema.FileName);
            if (File.Exists(schema))
            {
                return Path.GetRelativePath(Path.GetDirectoryName(path)!, schema).Replace('\\', '/');
            }
        }

        return null;
    }

    private static string Words(string name) => Quoted(char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' '));

    // Plain where YAML takes it as text; a colon, a hash or a number would be something else.
    private static string Quoted(string title) =>
        PlainTitle().IsMatch(title) ? title : $"'{title.ReplaceLineEndings(" ").Replace("'", "''", StringComparison.Ordinal)}'";

    private int Refuse(string mistake)
    {
        environment.Error.WriteLine($"conformance: {mistake}");
        return ExitCode.Usage;
    }

    private string Show(string path) => ShownPath.From(environment.CurrentDirectory, path);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex GoodName();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoNameLetters();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]* [A-Za-z0-9 ,.()-]*[A-Za-z0-9.)]$")]
    private static partial Regex PlainTitle();
}
