using Harness.Cli;
using NUnit.Framework;

namespace Harness.Tests.Documentation;

/// <summary>Pages come from runs that passed, the same each time, and a page that has drifted is named.</summary>
public sealed class DocsCommandTests
{
    private const string Page = "docs/protocol/scenarios/hold/mute.md";

    private SmallSuite _suite = null!;

    [SetUp]
    public void Copy() => _suite = new SmallSuite();

    [TearDown]
    public void Remove() => _suite.Dispose();

    [Test]
    public async Task Two_generations_are_the_same_byte_for_byte()
    {
        await _suite.RunAsync("docs", "one", "--html");
        await _suite.RunAsync("docs", "two", "--html");

        Assert.That(_suite.All("two"), Is.EqualTo(_suite.All("one")));
        Assert.That(_suite.All("one"), Has.Count.GreaterThan(80));
    }

    [Test]
    public async Task A_second_generation_writes_nothing()
    {
        await _suite.RunAsync("docs");

        var code = await _suite.RunAsync("docs");

        Assert.That(code, Is.Zero);
        Assert.That(_suite.Output, Does.Contain(" 0 written, 0 deleted"));
    }

    [Test]
    public async Task Pages_that_are_right_pass_the_check()
    {
        await _suite.RunAsync("docs");

        Assert.That(await _suite.RunAsync("docs", "--check"), Is.Zero, _suite.Output);
    }

    [Test]
    public async Task A_tampered_page_fails_the_check_by_name_with_a_diff_and_the_way_to_renew_it()
    {
        await _suite.RunAsync("docs");
        _suite.Write(Page, _suite.Read(Page).Replace("mute", "moot", StringComparison.Ordinal));
        var before = _suite.All("docs/protocol");

        var code = await _suite.RunAsync("docs", "--check");

        Assert.That(code, Is.EqualTo(ExitCode.Failed));
        Assert.That(_suite.Output, Does.Contain(Page + " differs").And.Contain("\n  - ").And.Contain("moot").And.Contain("conformance docs"));
        Assert.That(_suite.All("docs/protocol"), Is.EqualTo(before), "a check writes nothing");
    }

    [Test]
    public async Task A_missing_page_and_one_that_is_left_over_fail_the_check_and_are_put_right_by_the_next_write()
    {
        await _suite.RunAsync("docs");
        File.Delete(_suite.In(Page));
        File.Delete(_suite.In("Scenarios/hold/refused.yaml"));

        var code = await _suite.RunAsync("docs", "--check");
        Assert.That(code, Is.EqualTo(ExitCode.Failed));
        Assert.That(_suite.Output, Does.Contain(Page + " is missing").And.Contain("docs/protocol/scenarios/hold/refused.md is left over"));

        await _suite.RunAsync("docs");
        Assert.That(File.Exists(_suite.In(Page)));
        Assert.That(File.Exists(_suite.In("docs/protocol/scenarios/hold/refused.md")), Is.False);
        Assert.That(await _suite.RunAsync("docs", "--check"), Is.Zero, _suite.Output);
    }

    [Test]
    public async Task A_file_of_somebody_else_stays_and_is_no_drift()
    {
        _suite.Write("docs/protocol/scenarios/hold/own.md", "# Mine\n");

        Assert.That(await _suite.RunAsync("docs"), Is.Zero);
        Assert.That(await _suite.RunAsync("docs", "--check"), Is.Zero, _suite.Output);
        Assert.That(_suite.Read("docs/protocol/scenarios/hold/own.md"), Is.EqualTo("# Mine\n"));
    }

    [Test]
    public async Task A_file_of_somebody_else_in_the_way_of_a_page_is_not_overwritten()
    {
        _suite.Write(Page, "# Mine\n");

        var code = await _suite.RunAsync("docs");

        Assert.That(code, Is.EqualTo(ExitCode.Usage));
        Assert.That(_suite.Error, Does.Contain("mute.md was not made by this command"));
        Assert.That(_suite.All("docs/protocol"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_client_that_fails_gets_no_pages_and_those_of_before_stay()
    {
        await _suite.RunAsync("docs");
        var before = _suite.All("docs/protocol");
        _suite.Mutant = "impatient-when-held";

        var code = await _suite.RunAsync("docs");

        Assert.That(code, Is.EqualTo(ExitCode.Failed));
        Assert.That(_suite.Error, Does.Contain("hold/by-the-far-end: fail: HOLD-03").And.Contain("nothing was written"));
        Assert.That(_suite.All("docs/protocol"), Is.EqualTo(before));
        Assert.That(await _suite.RunAsync("docs", "elsewhere"), Is.EqualTo(ExitCode.Failed));
        Assert.That(Directory.Exists(_suite.In("elsewhere")), Is.False);
    }

    [Test]
    public async Task Pages_outside_the_folder_of_the_suite_do_not_say_where_that_is()
    {
        var outside = Directory.CreateTempSubdirectory("conformance-pages-").FullName;
        try
        {
            await _suite.RunAsync("docs", outside);

            var page = await File.ReadAllTextAsync(Path.Combine(outside, "scenarios", "hold", "mute.md"));
            Assert.That(page, Does.Contain("`Scenarios/hold/mute.yaml`").And.Not.Contain(Path.GetFileName(_suite.Directory)));
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }
}
