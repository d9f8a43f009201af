using System.Globalization;
using FakeDialStack.Accounts;
using Fixtures.Mutants;
using Harness.Scenarios;

namespace Harness.Cli;

/// <summary><c>conformance list</c>: what there is to play, to cover, to play against.</summary>
internal static class ListCommand
{
    /// <summary>What can be listed.</summary>
    public static IReadOnlyList<string> Subjects { get; } = ["scenarios", "requirements", "profiles", "switches", "limits", "mutants"];

    /// <summary>Runs it and returns the exit code.</summary>
    public static int Run(CliEnvironment environment, string subject)
    {
        var suite = SuiteLocation.Find(environment);
        switch (subject)
        {
            case "scenarios":
                var files = SuiteFiles.Load(environment, suite, []);
                if (files.Mistakes.Count > 0)
                {
                    return SuiteFiles.Refuse(environment, files.Mistakes);
                }

                Table(environment, files.Files.Select(file => file.Rows[0]).Select(row => new[] { row.Id, row.Title, string.Join(' ', Selection.Requirements(row)) }));
                return ExitCode.Good;
            case "requirements":
                Table(environment, Requirements(environment, suite).Select(requirement => new[] { requirement.Id, requirement.Level, requirement.Tier, requirement.Text }));
                return ExitCode.Good;
            case "profiles":
                Table(environment, ServerProfiles.All.Select(profile => new[] { profile.Name, profile.Meaning }));
                return ExitCode.Good;
            case "switches":
                Table(environment, AccountSettings.Switches.Select(one => new[] { one.Name, one.Default, string.Join(" | ", one.Values), one.Doc, one.Source }));
                return ExitCode.Good;
            case "limits":
                Table(environment, AccountSettings.Limits.Select(one => new[] { one.Name, Number(one.Default), $"{Number(one.Least)}..{Number(one.Most)}", one.Doc, one.Source }));
                return ExitCode.Good;
            case "mutants":
                Table(environment, MutantCatalogue.All.Select(mutant => new[] { mutant.Name, mutant.Requirement, mutant.Fault }));
                return ExitCode.Good;
            default:
                environment.Error.WriteLine($"conformance: cannot list '{subject}'" + (Suggestion.Nearest(subject, Subjects) is { } near ? $"; did you mean '{near}'?" : $" (only {string.Join(", ", Subjects)})"));
                return ExitCode.Usage;
        }
    }

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<Requirement> Requirements(CliEnvironment environment, SuiteLocation? suite) =>
        SuiteFiles.RequirementsRoot(environment, suite) is { } root ? RequirementCatalogue.Load(Path.Combine(root, RequirementCatalogue.FileName)).All : [];

    private static void Table(CliEnvironment environment, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        var widths = Enumerable.Range(0, all[0].Length).Select(column => all.Max(row => row[column].Length)).ToList();
        foreach (var row in all)
        {
            environment.Output.WriteLine(string.Join("  ", row.Select((text, column) => text.PadRight(widths[column]))).TrimEnd());
        }
    }
}
