using System.Diagnostics;
using Harness.Cli;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>Completions, asked for as a shell does.</summary>
public sealed class CompletionTests
{
    private CliRun _cli = new();

    [SetUp]
    public void Start() => _cli = new CliRun();

    [TearDown]
    public void Remove() => _cli.Dispose();

    [TestCase("conformance desc", "describe")]
    [TestCase("conformance run --watc", "--watch")]
    [TestCase("conformance run --client mutant:hangs-up-by", "mutant:hangs-up-by-req-id")]
    [TestCase("conformance run calls/", "calls/made")]
    [TestCase("conformance run --filter HOLD-", "HOLD-01")]
    [TestCase("conformance run --filter calls", "calls,calls/made")]
    [TestCase("conformance run --profile sdk-", "sdk-3,sdk-next")]
    [TestCase("conformance run --clock v", "virtual")]
    [TestCase("conformance describe CALL-", "CALL-02")]
    [TestCase("conformance list mess", "messages")]
    [TestCase("conformance new ca", "calls/")]
    [TestCase("conformance new x/y --covers HOLD", "HOLD-01")]
    [TestCase("conformance lint --format g", "github")]
    [TestCase("conformance completions f", "fish")]
    public async Task The_program_knows_what_may_stand_there(string line, string words)
    {
        Assert.That(await _cli.RunAsync($"[suggest:{line.Length}]", line), Is.EqualTo(ExitCode.Good), _cli.Error);

        var last = line.Split(' ')[^1];
        Assert.That(_cli.Output.Split('\n').Where(word => word.StartsWith(last, StringComparison.Ordinal)), Is.EqualTo(words.Split(',')));
    }

    [Test]
    public async Task An_option_without_its_value_is_completed_as_well()
    {
        const string Line = "conformance run --client ";

        Assert.That(await _cli.RunAsync($"[suggest:{Line.Length}]", Line), Is.EqualTo(ExitCode.Good), _cli.Error);
        Assert.That(_cli.Output.Split('\n'), Does.Contain("reference").And.Contain("listen").And.Contain("mutant:hangs-up-by-req-id"));
    }

    [TestCase("--help")]
    [TestCase("run --help")]
    [TestCase("describe --help")]
    public async Task Help_does_not_print_every_word_that_may_stand_there(string line)
    {
        await _cli.RunAsync(line.Split(' '));

        Assert.That(_cli.Output, Does.Contain("Usage:").And.Not.Contain("calls/made").And.Not.Contain("mutant:hangs-up"));
    }

    [TestCase("conformance desc", "describe")]
    [TestCase("conformance run --client mutant:hangs-up-by", "hangs-up-by-req-id")]
    [TestCase("conformance run --client=mutant:hangs-up-by", "hangs-up-by-req-id")]
    [TestCase("conformance run calls/", "calls/made")]
    [TestCase("conformance zzz", "")]
    public void Bash_completes(string line, string words)
    {
        var script = $$"""
            conformance() { {{Program}} "$@"; }
            eval "$(conformance completions bash)"
            complete -p conformance >/dev/null || exit 9
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{line}}) COMP_WORDBREAKS=' =:'
            _conformance
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        Assert.That(Run("bash", "-c", script), Is.EqualTo(words));
    }

    [TestCase("conformance desc", "describe")]
    [TestCase("conformance run --client=mutant:hangs-up-by", "mutant:hangs-up-by-req-id")]
    [TestCase("conformance describe CALL-", "CALL-02")]
    public void Zsh_completes(string line, string words)
    {
        var script = $$"""
            conformance() { {{Program}} "$@" }
            compdef() { : }; compset() { : }; _files() { : }
            compadd() { shift; print -l -- ${(M)@:#${${LBUFFER##* }#*=}*} }
            eval "$(conformance completions zsh)"
            LBUFFER='{{line}}'; words=(${=LBUFFER})
            _conformance
            """;

        Assert.That(Run("zsh", "-f", "-c", script), Is.EqualTo(words));
    }

    [TestCase("conformance desc", "describe")]
    [TestCase("conformance run --client mutant:hangs-up-by", "mutant:hangs-up-by-req-id")]
    [TestCase("conformance run --client=mutant:hangs-up-by", "--client=mutant:hangs-up-by-req-id")]
    [TestCase("conformance describe CALL-", "CALL-02")]
    public void Fish_completes(string line, string words)
    {
        var script = $"function conformance; {Program} $argv; end; conformance completions fish | source; complete -C '{line}'";

        Assert.That(Run("fish", "--no-config", "-c", script), Is.EqualTo(words));
    }

    private static string Program => $"dotnet '{Path.Combine(AppContext.BaseDirectory, "conformance.dll")}'";

    private string Run(string shell, params string[] arguments)
    {
        if (!OnPath(shell))
        {
            throw Missing($"{shell} is not installed: apt-get install {shell}");
        }

        var start = new ProcessStartInfo(shell, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _cli.Directory };
        start.Environment["HOME"] = _cli.Directory;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.LessThan(2), error.Result);
        return output.Trim();
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static ResultStateException Missing(string message) => Environment.GetEnvironmentVariable("CONFORMANCE_REQUIRE") == "all"
        ? new AssertionException(message)
        : new IgnoreException(message);
}
