using System.Globalization;
using FakeDialStack.Accounts;
using FakeDialStack.Protocol;
using Fixtures.Mutants;
using Harness.Scenarios;

namespace Harness.Cli;

/// <summary>What there is to play, to cover, to write, to play against.</summary>
internal sealed class ListSubjects(CliEnvironment environment)
{
    private const string Sets = "sets";

    private readonly SuiteLocation? _suite = SuiteLocation.Find(environment);

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["scenarios", "areas", "requirements", "mutants", "profiles", "switches", "limits", "messages", "actions", "events", "signals", Sets];

    /// <summary>Needs the scenario files, which may have mistakes.</summary>
    public static bool ReadsFiles(string subject) => subject is "scenarios" or "areas";

    /// <summary>One of them; null when there is none of that name.</summary>
    /// <param name="subject">Its name.</param>
    /// <param name="files">The suite, where <see cref="ReadsFiles"/>.</param>
    public Listing? Of(string subject, IReadOnlyList<ScenarioFile> files) => subject switch
    {
        "scenarios" => Table(["id", "title", "requirements"], files.Select(static file => file.Rows[0]).Select(static row => new[] { row.Id, row.Title, string.Join(' ', Selection.Requirements(row)) })),
        "areas" => Areas(files),
        "requirements" => Table(["id", "level", "tier", "text"], Requirements.Select(static one => new[] { one.Id, one.Level, one.Tier, one.Text })),
        "mutants" => Table(["name", "requirement", "fault"], MutantCatalogue.All.Select(static mutant => new[] { mutant.Name, mutant.Requirement, mutant.Fault })),
        "profiles" => Table(["name", "meaning"], ServerProfiles.All.Select(static profile => new[] { profile.Name, profile.Meaning })),
        "switches" => Table(["name", "default", "values", "meaning", "source"], AccountSettings.Switches.Select(static one => new[] { one.Name, one.Default, string.Join(" | ", one.Values), one.Doc, one.Source })),
        "limits" => Table(["name", "default", "range", "meaning", "source"], AccountSettings.Limits.Select(static one => new[] { one.Name, Number(one.Default), $"{Number(one.Least)}..{Number(one.Most)}", one.Doc, one.Source })),
        "messages" => Messages(),
        "actions" => Words(Vocabulary.Actions),
        "events" => Words(Vocabulary.Events),
        "signals" => Table(["name", "members", "meaning"], Vocabulary.PstnSignals.Select(static one => new[] { one.Name, string.Join(' ', one.Members), one.Doc })),
        Sets => Table(["name"], SetNames().Select(static name => new[] { name })),
        _ => null,
    };

    private IReadOnlyList<Requirement> Requirements =>
        SuiteFiles.RequirementsRoot(environment, _suite) is { } root ? RequirementCatalogue.Load(Path.Combine(root, RequirementCatalogue.FileName)).All : [];

    private static Listing Areas(IReadOnlyList<ScenarioFile> files) => Table(
        ["name", "scenarios", "requirements"],
        from file in files
        group file by file.Id.Split('/')[0] into area
        let checkedThere = area.SelectMany(static file => file.Rows).SelectMany(Selection.Requirements).Distinct(StringComparer.Ordinal)
        select new[] { area.Key, Number(area.Count()), string.Join(' ', checkedThere.Order(StringComparer.Ordinal)) });

    private static Listing Messages() => Table(
        ["name", "direction", "members", "source"],
        MessageCatalogue.ClientToServer.Select(static shape => (shape, "client -> server"))
            .Concat(MessageCatalogue.ServerToClient.Select(static shape => (shape, "server -> client")))
            .Select(static one => new[] { one.shape.Type, one.Item2, string.Join(' ', one.shape.Fields.Select(static field => field.Required ? field.Name : field.Name + "?")), one.shape.Source }));

    private static Listing Words(IEnumerable<Word> words) => Table(
        ["name", "arguments", "meaning"],
        words.Select(static word => new[] { word.Name, string.Join(' ', word.Arguments.Select(static one => one.Required ? one.Name : one.Name + "?")), word.Doc }));

    private IEnumerable<string> SetNames() => _suite is not null && Path.Combine(_suite.Folder, Sets) is var folder && Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.yaml").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)
        : [];

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static Listing Table(IReadOnlyList<string> columns, IEnumerable<string[]> rows) => new(columns, [.. rows]);
}
