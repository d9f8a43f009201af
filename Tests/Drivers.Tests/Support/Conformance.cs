using System.Text.Json;
using Harness.Cli;

namespace Drivers.Tests.Support;

/// <summary>The command line as users run it, in the checkout.</summary>
/// <param name="ExitCode">What it ended with.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it printed to stderr.</param>
/// <param name="Runs">Of <c>run</c>: verdict, reason and transcript by the name of the run.</param>
internal sealed record Conformance(int ExitCode, string Output, string Error, IReadOnlyDictionary<string, PlayedRun> Runs)
{
    /// <summary><c>conformance run</c>, in the checkout or another folder.</summary>
    public static Task<Conformance> RunAsync(params string[] arguments) => RunInAsync(Checkout.Root, arguments);

    /// <summary><c>conformance run</c> in a folder.</summary>
    public static async Task<Conformance> RunInAsync(string folder, params string[] arguments)
    {
        var report = Directory.CreateTempSubdirectory("conformance-report-");
        try
        {
            var played = await AnyAsync(folder, ["run", .. arguments, "--report", report.FullName]);
            var file = Path.Combine(report.FullName, "report.json");
            return File.Exists(file) ? played with { Runs = Read(File.ReadAllText(file)) } : played;
        }
        finally
        {
            report.Delete(recursive: true);
        }
    }

    /// <summary>Any command line.</summary>
    public static async Task<Conformance> AnyAsync(string folder, IReadOnlyList<string> arguments, Action<string>? said = null, CancellationToken cancellationToken = default)
    {
        using var output = new StringWriter();
        using var error = new Listener(said);
        var environment = CliEnvironment.OfProcess() with
        {
            Output = output,
            Error = error,
            CurrentDirectory = folder,
            IsTerminal = false,
        };
        var code = await CliApp.RunAsync([.. arguments], environment, cancellationToken);
        return new Conformance(code, output.ToString(), error.ToString(), new Dictionary<string, PlayedRun>());
    }

    private static Dictionary<string, PlayedRun> Read(string report)
    {
        using var document = JsonDocument.Parse(report);
        return document.RootElement.GetProperty("scenarios").EnumerateArray()
            .SelectMany(static s => s.GetProperty("runs").EnumerateArray())
            .ToDictionary(
                static r => r.GetProperty("id").GetString()!,
                static r => new PlayedRun(
                    r.GetProperty("verdict").GetString()!,
                    r.GetProperty("reason").GetString()!,
                    r.GetProperty("transcript").GetString()!,
                    [.. r.GetProperty("checks").EnumerateArray().Where(static c => c.GetProperty("verdict").GetString() is "fail" or "inconclusive").Select(static c => c.GetProperty("requirement").GetString() ?? "")]),
                StringComparer.Ordinal);
    }

    private sealed class Listener(Action<string>? said) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            said?.Invoke(value ?? "");
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }
    }
}

/// <summary>One run of a report.</summary>
/// <param name="Verdict">Of the run.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Transcript">Its snapshot form.</param>
/// <param name="Failed">Requirements whose checks were not met, those excused by a late machine included: the fault showed.</param>
internal sealed record PlayedRun(string Verdict, string Reason, string Transcript, IReadOnlyList<string> Failed);
