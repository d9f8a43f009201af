using System.Runtime.CompilerServices;
using Harness.Cli;
using Harness.Engine;
using Harness.Tests.Transcripts;

namespace Harness.Tests.Cli;

/// <summary>A folder with a suite of made scenarios, and the command line run in it, with an engine that returns made results.</summary>
internal sealed class CliRun : IDisposable
{
    public const string Requirements = """
        requirements:
          - { id: CALL-02, area: CALL, tier: C, level: MUST, text: "Hangs up.", source: docs }
          - { id: HOLD-01, area: HOLD, tier: C, level: MUST, text: "Holds.", source: docs }
        """;

    public CliRun()
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("conformance").FullName;
        Write("Scenarios/requirements.yaml", Requirements);
        Write("Scenarios/calls/made.yaml", Scenario("A made call", "CALL-02"));
    }

    public string Directory { get; }

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public bool IsTerminal { get; set; }

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public SuiteOptions? Played { get; private set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>True: scenarios are played for real, against the client that was asked for.</summary>
    public bool IsReal { get; set; }

    /// <summary>What the engine answers for a scenario; by default one run that passes.</summary>
    public Func<string, IEnumerable<MadeRun>> Runs { get; set; } = static _ => [Passing()];

    public static MadeRun Passing()
    {
        var run = new MadeRun();
        run.Add("laptop", "server", "authenticate", $$"""{"token":"{{MadeRun.Jwt}}"}""");
        run.Add("server", "laptop", "authenticated", seconds: 1.5);
        return run;
    }

    public static string Scenario(string title, string requirement) => $$"""
        format: 1
        title: {{title}}
        covers: [{{requirement}}]
        given:
          users: { alice: }
          clients: { laptop: { user: alice, is: connected } }
        lines:
          - app -> laptop: disconnect
          - laptop -> app: disconnected
            checks: {{requirement}}
        """;

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    public string Path(string relative) => System.IO.Path.Combine(Directory, relative);

    public void Write(string relative, string text)
    {
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(relative))!);
        File.WriteAllText(Path(relative), text + "\n");
    }

    public string Read(string relative) => File.ReadAllText(Path(relative));

    public Task<int> RunAsync(params string[] args) => RunAsync(args, new StringWriter { NewLine = "\n" }, CancellationToken.None);

    /// <summary>Runs a command line that somebody watches while it goes on.</summary>
    public async Task<int> RunAsync(string[] args, StringWriter output, CancellationToken stop)
    {
        using var error = new StringWriter { NewLine = "\n" };
        var environment = new CliEnvironment
        {
            Output = output,
            Error = error,
            CurrentDirectory = Directory,
            ExecutableDirectory = Path("nowhere"),
            Variables = Variables,
            IsTerminal = IsTerminal,
            Time = Time,
        };
        var code = IsReal ? await CliApp.RunAsync(args, environment, stop) : await CliApp.RunAsync(args, environment, PlayAsync, stop);
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    private async IAsyncEnumerable<RunResult> PlayAsync(SuiteOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Played = options;
        await Task.Yield();
        foreach (var row in options.Files.Select(file => file.Rows[0]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var made in Runs(row.Id))
            {
                made.Id = row.Id;
                made.File = row.At.File;
                yield return made.Result();
            }
        }
    }
}
