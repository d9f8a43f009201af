using System.Diagnostics;
using System.Text.Json;
using NUnit.Framework;

namespace Harness.Tests.Scenarios;

/// <summary>Checks files against a JSON Schema with a validator of its own kind, in Node.</summary>
internal static class SchemaCheck
{
    private static readonly string s_tools = Repository.In("Tests", "Harness.Tests", "tools");

    /// <summary>Errors of each file. Ignores the test where Node is missing, unless CONFORMANCE_REQUIRE says all.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Run(string schema, IEnumerable<string> files)
    {
        Install();
        var list = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(list, files);
            return Start("node", "check.mjs", schema, list).Split('\n', StringSplitOptions.RemoveEmptyEntries)
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
    public static string FileOf(params string[] path)
    {
        Install();
        return Path.Combine([s_tools, "node_modules", .. path]);
    }

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

    private static void Install()
    {
        if (!Directory.Exists(Path.Combine(s_tools, "node_modules")))
        {
            Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--no-audit", "--no-fund");
        }
    }

    private static string Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = s_tools,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw Missing($"{program} is missing: install Node.js 20 or newer from your package manager, then run the test again.");
        }

        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? output
                : throw Missing($"{program} {string.Join(' ', arguments)} failed; run 'npm ci' in {s_tools} by hand.\n{error.Result}");
        }
    }

    private static ResultStateException Missing(string message) => Environment.GetEnvironmentVariable("CONFORMANCE_REQUIRE") == "all"
        ? new AssertionException(message)
        : new IgnoreException(message);
}
