using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Cli;

/// <summary><c>conformance accept</c>: takes received transcripts over as the verified ones.</summary>
internal sealed class AcceptCommand(CliEnvironment environment)
{
    private readonly SuiteLocation? _suite = SuiteLocation.Find(environment);

    /// <summary>Runs it and returns the exit code.</summary>
    /// <param name="arguments">Folders, scenario files or snapshot files; empty for the suite.</param>
    /// <param name="prune">Also delete verified snapshots without a scenario.</param>
    public int Run(IReadOnlyList<string> arguments, bool prune)
    {
        var places = arguments.Count > 0 ? [.. arguments.Select(argument => Path.GetFullPath(argument, environment.CurrentDirectory))]
            : _suite is not null ? new[] { _suite.Folder }
            : [];
        if (places.Length == 0)
        {
            environment.Error.WriteLine("conformance: there is no suite here: name a folder or files");
            return ExitCode.Usage;
        }

        var received = new List<string>();
        foreach (var place in places)
        {
            if (ReceivedAt(place) is not { } found)
            {
                environment.Error.WriteLine(File.Exists(place)
                    ? $"conformance: {Show(place)} is neither a scenario nor a snapshot: name those, or a folder with them"
                    : $"conformance: there is no file or folder '{Show(place)}'");
                return ExitCode.Usage;
            }

            received.AddRange(found);
        }

        foreach (var path in received.Distinct(StringComparer.Ordinal))
        {
            environment.Output.WriteLine($"accepted {Show(SnapshotFolder.Accept(path))}");
        }

        if (received.Count == 0)
        {
            environment.Output.WriteLine("nothing to accept");
        }

        foreach (var folder in places.Where(Directory.Exists))
        {
            Orphans(folder, prune);
        }

        return ExitCode.Good;
    }

    // A scenario and its verified snapshot stand for the received one beside them.
    private static IReadOnlyList<string>? ReceivedAt(string place)
    {
        if (Directory.Exists(place))
        {
            return SnapshotFolder.Received(place);
        }

        var stem = new[] { SnapshotStore.Received, SnapshotStore.Verified, ".yaml" }
            .Where(ending => place.EndsWith(ending, StringComparison.Ordinal))
            .Select(ending => place[..^ending.Length]).FirstOrDefault();
        var received = stem + SnapshotStore.Received;
        return stem is null ? null : File.Exists(received) ? [received] : File.Exists(place) ? [] : null;
    }

    private void Orphans(string folder, bool prune)
    {
        // Without any scenario to compare with, every snapshot would look like an orphan.
        var known = KnownIds();
        if (known.Count == 0 && !Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Any())
        {
            return;
        }

        foreach (var path in SnapshotFolder.Orphans(folder, known))
        {
            if (prune)
            {
                File.Delete(path);
            }

            environment.Output.WriteLine(prune ? $"deleted {Show(path)}" : $"{Show(path)} belongs to no scenario; --prune deletes it");
        }
    }

    // A snapshot folder of its own has no scenarios beside it: those of the suite decide.
    private HashSet<string> KnownIds() => _suite is null
        ? []
        : Directory.EnumerateFiles(_suite.Folder, "*.yaml", SearchOption.AllDirectories).Select(ScenarioPaths.IdOf).ToHashSet(StringComparer.Ordinal);

    private string Show(string path) => ShownPath.From(environment.CurrentDirectory, path);
}
