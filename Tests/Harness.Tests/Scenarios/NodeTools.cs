using System.Diagnostics;
using NUnit.Framework;

namespace Harness.Tests.Scenarios;

/// <summary>Programs in Node with packages of their own, in a folder of the tests.</summary>
/// <param name="folder">Where its <c>package.json</c> lies.</param>
internal sealed class NodeTools(string folder)
{
    /// <summary>What a program prints. Ignores the test where Node is missing, unless CONFORMANCE_REQUIRE says all.</summary>
    public string Run(string program, params string[] arguments)
    {
        Install();
        return Start("node", [program, .. arguments]);
    }

    /// <summary>A file of a package that they bring along.</summary>
    public string FileOf(IReadOnlyList<string> path)
    {
        Install();
        return Path.Combine([folder, "node_modules", .. path]);
    }

    private void Install()
    {
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--no-audit", "--no-fund");
        }
    }

    private string Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
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
                : throw Missing($"{program} {string.Join(' ', arguments)} failed; run 'npm ci' in {folder} by hand.\n{error.Result}");
        }
    }

    private static ResultStateException Missing(string message) => Environment.GetEnvironmentVariable("CONFORMANCE_REQUIRE") == "all"
        ? new AssertionException(message)
        : new IgnoreException(message);
}
