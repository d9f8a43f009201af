using System.Diagnostics;
using NUnit.Framework;

namespace Drivers.Tests.Support;

/// <summary>
/// Programs that a user may lack. A test that needs one is ignored where it is missing, and says how to install it; with
/// CONFORMANCE_REQUIRE=all it fails instead.
/// </summary>
internal static class Programs
{
    private static readonly Lock s_gate = new();
    private static readonly HashSet<string> s_installed = [];

    /// <summary>Node, with the packages of the JavaScript kit.</summary>
    public static string Node()
    {
        var node = Find("node") ?? Missing("Node 20 or newer (on Debian: apt-get install nodejs npm)");
        InstallPackages(Checkout.In("Harness", "Drivers", "js"));
        return node;
    }

    /// <summary>npm, with the packages of the JavaScript kit.</summary>
    public static string Npm()
    {
        Node();
        return NpmItself();
    }

    /// <summary>A Python with Debian's package python3-websocket: often not the first on the PATH.</summary>
    public static string Python() =>
        new[] { "/usr/bin/python3", Find("python3") }.OfType<string>().FirstOrDefault(p => File.Exists(p) && Run(p, ["-c", "import websocket"]).ExitCode == 0)
        ?? Missing("Python 3 with the package websocket-client (on Debian: apt-get install python3-websocket)");

    /// <summary>Chromium.</summary>
    public static string Chromium() =>
        new[] { "chromium", "chromium-browser", "google-chrome", "google-chrome-stable" }.Select(Find).OfType<string>().FirstOrDefault()
        ?? Missing("Chromium (on Debian: apt-get install chromium)");

    /// <summary>Runs a program to its end.</summary>
    public static (int ExitCode, string Output) Run(string program, IEnumerable<string> arguments, string? directory = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? Checkout.Root,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    /// <summary>Installs what a package.json names, once.</summary>
    public static void InstallPackages(string folder)
    {
        lock (s_gate)
        {
            if (s_installed.Add(folder) && !Directory.Exists(Path.Combine(folder, "node_modules")))
            {
                var (exit, output) = Run(NpmItself(), ["ci", "--no-audit", "--no-fund"], folder);
                Assert.That(exit, Is.Zero, output);
            }
        }
    }

    private static string NpmItself() => Find(OperatingSystem.IsWindows() ? "npm.cmd" : "npm") ?? Missing("npm (on Debian: apt-get install npm)");

    private static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") })
        .FirstOrDefault(File.Exists);

    private static string Missing(string what)
    {
        if (Environment.GetEnvironmentVariable("CONFORMANCE_REQUIRE") == "all")
        {
            Assert.Fail($"This test needs {what}.");
        }

        Assert.Ignore($"This test needs {what}.");
        throw new InvalidOperationException();
    }
}
