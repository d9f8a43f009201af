using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Drivers.Tests.Support;
using NUnit.Framework;

namespace Browser.Tests.Serve;

/// <summary><c>conformance serve</c> as a process, on ports that are free.</summary>
internal sealed partial class ServeProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ServeProcess(Process process, Task<string> errors, string banner)
    {
        _process = process;
        _errors = errors;
        Banner = banner;
    }

    /// <summary>Everything that it printed.</summary>
    public string Banner { get; }

    /// <summary>The address of the console, as printed.</summary>
    public Uri Console => new(After("console"));

    /// <summary>The word after these in the banner.</summary>
    public string After(string words) => Regex.Match(Banner, $@"{Regex.Escape(words)}\s+(\S+)").Groups[1].Value;

    /// <summary>Starts the program itself.</summary>
    public static Task<ServeProcess> StartAsync(params string[] options) => StartAsync(new Dictionary<string, string>(), options);

    /// <summary>Starts the program itself, with further variables.</summary>
    public static Task<ServeProcess> StartAsync(IReadOnlyDictionary<string, string> variables, params string[] options) =>
        StartAsync(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "conformance.exe" : "conformance"), ["serve", "--port", "0", .. options], variables);

    /// <summary>As the README says, but for the port: other tests may be using the usual one.</summary>
    public static Task<ServeProcess> StartAsTheReadmeSaysAsync()
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        return StartAsync("dotnet", ["run", "--project", "Harness", "--no-build", "-c", configuration, "--", "serve", "--port", "0", "--no-https"], new Dictionary<string, string>());
    }

    /// <summary>What Ctrl-C does, and what it ended with.</summary>
    public async Task<int> InterruptAsync()
    {
        Programs.Run("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        Assert.That(await _errors, Is.Empty);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        await _errors;
        _process.Dispose();
    }

    private static async Task<ServeProcess> StartAsync(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Checkout.Root };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        while (!LastLine().IsMatch(lines.LastOrDefault() ?? ""))
        {
            lines.Add(await process.StandardOutput.ReadLineAsync().WaitAsync(s_patience)
                ?? throw new InvalidOperationException($"It ended too early: {string.Join('\n', lines)}\n{await errors}"));
        }

        return new ServeProcess(process, errors, string.Join('\n', lines));
    }

    [GeneratedRegex("^Open the console|^The dial pad did not travel")]
    private static partial Regex LastLine();
}
