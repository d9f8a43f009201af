using Harness.Scenarios;
using Harness.Scenarios.Linting;
using NUnit.Framework;

namespace Harness.Tests.Scenarios.Linting;

/// <summary>Advice for authors: each kind where it is due, and where it would be a false alarm.</summary>
public sealed class AdviserTests
{
    // Stands in front of what the advice points at.
    private const string Mark = "»";

    private const string Head = """
        format: 1
        title: Something happens
        given:
          users: { alice: }
          clients: { laptop: { user: alice, is: connected } }

        """;

    private static IEnumerable<TestCaseData> Due() =>
    [
        Case("unused-capture", Lines("- laptop -> app: disconnected", "  with: { reason: { $as: »why } }")),
        Case("unused-capture", Lines("- server => laptop: error", "  with: { code: rate_limited, message: m, call_id: { $as: »call } }")),
        Case("unused-party", Lines("- clock: 1s").Replace("is: connected }", "is: connected }, »phone: alice", StringComparison.Ordinal)),
        Case("unused-party", Lines("- clock: 1s").Replace("alice: }", "alice: , »bob: }", StringComparison.Ordinal)),
        Case("unused-party", Lines("- clock: 1s").Replace("  users:", "  far ends: { »two: \"+14155550101\" }\n  users:", StringComparison.Ordinal)),
        Case("written-default", Lines("- laptop -> server: ping", "  »times: 1", "  within: 1m")),
        Case("written-default", Lines("- laptop -> server: ping", "  »optional: false")),
        Case("written-default", Lines("- laptop -> server: ping", "  »with: {}")),
        Case("written-default", "»seeds: 1\n" + Lines("- clock: 1s")),
        Case("written-default", Lines("- clock: 1s").Replace("is: connected", "is: connected, »token_provider: true", StringComparison.Ordinal)),
        Case("check-cannot-fail", "covers: [HOLD-01]\n" + Lines("- laptop -> server: ping", "  optional: true", "  »checks: HOLD-01")),
        Case("never-and-wanted", Lines("- laptop -> server: ping", "  »never: to the end", "- clock: 1m", "- laptop -> server: ping")),
        Case("never-and-wanted", Lines("- laptop -> server: ping", "  »never: until later", "- clock: 1m", "- laptop -> server: ping", "- clock: 1s", "  as: later")),
        Case("implied-need", Head + "  needs: [clock, »hold]\nlines:\n  - app -> laptop: hold\n"),
        Case("when-always", Head + "examples:\n  - { for: 1s }\n  - { for: 2s }\nlines:\n  - clock: $for\n    »when: { for: [1s, 2s] }\n  - clock: 1s\n"),
        Case("lone-block", Lines("- »any order:", "  - laptop -> server: ping")),
        Case("roundabout-value", Lines("- laptop -> server: ping", "  with: { req_id: { »$absent_or: $any } }")),
        Case("roundabout-value", Lines("- laptop -> server: ping", "  with: { req_id: { »$not: $absent } }")),
        Case("roundabout-value", Lines("- laptop -> server: ping", "  with: { req_id: { »$one_of: [a] } }")),
        Case("roundabout-value", Lines("- laptop -> server: ping", "  with: { req_id: { »$not: { $not: a } } }")),
    ];

    private static IEnumerable<TestCaseData> NotDue() =>
    [
        Case("a capture that another row uses", Head + """
            examples:
              - { ends: early }
              - { ends: late }
            lines:
              - laptop -> server: ping
                with: { req_id: { $as: asked } }
              - server -> laptop: pong
                with: { req_id: $asked }
                when: { ends: late }

            """),
        Case("a client that rings and is never named", Lines("- clock: 1s").Replace("is: connected }", "is: connected }, phone: { user: alice, is: connected }", StringComparison.Ordinal)),
        Case("a client that a column names", Head.Replace("is: connected }", "is: connected }, phone: alice", StringComparison.Ordinal) + "examples: [{ who: laptop }, { who: phone }]\nlines:\n  - network: drops ${who}\n"),
        Case("a far end that a beginning takes", Lines("- clock: 1s").Replace("  users:", "  far ends: { two: \"+14155550101\" }\n  users:", StringComparison.Ordinal)
            .Replace("is: connected }", "is: in an outbound call }, phone: { user: alice, is: ringing }", StringComparison.Ordinal)),
        Case("a rule that works once", Lines("- server: ignores ping", "  times: 1")),
        Case("a flag that is shown to be off", Lines("- clock: 1s").Replace("alice: }", "alice: { mobile_push_wakeup: false } }", StringComparison.Ordinal)),
        Case("an optional line that may be late", "covers: [HOLD-01]\n" + Lines("- laptop -> server: ping", "  optional: true", "  within: 1s", "  checks: HOLD-01")),
        Case("what must not come again once it came", Lines("- laptop -> server: ping", "- laptop -> server: ping", "  never: to the end", "- clock: 1m")),
        Case("what may have come before the window", Lines("- server -> laptop: pong", "- laptop -> server: ping", "  never: to the end", "- laptop -> server: ping")),
        Case("what comes behind the window", Lines("- laptop -> server: ping", "  never: until later", "- clock: 1s", "  as: later", "- laptop -> server: ping")),
        Case("which of them must not come", Lines("- laptop -> server: ping", "  with: { req_id: a }", "  never: to the end", "- clock: 1m", "- laptop -> server: ping")),
        Case("the second one that must not come", Lines("- laptop -> server: ping", "  never: to the end", "  times: 2", "- clock: 1m", "- laptop -> server: ping")),
        Case("a need that no line shows", Head + "  needs: [clock]\nlines:\n  - app -> laptop: hold\n"),
        Case("a race of one action", Lines("- race:", "  - app -> laptop: hang up")),
        Case("a when that chooses", Head + "examples: [{ for: 1s }, { for: 2s }]\nlines:\n  - clock: $for\n  - clock: 1s\n    when: { for: 1s }\n"),
    ];

    [TestCaseSource(nameof(Due))]
    public void It_is_given_where_it_is_due(string rule, string text)
    {
        var before = text[..text.IndexOf(Mark, StringComparison.Ordinal)];
        var place = $"area/it.yaml:{before.Count(static c => c == '\n') + 1}:{before.Length - before.LastIndexOf('\n')}";

        var advice = AdviceOn(text.Replace(Mark, "", StringComparison.Ordinal));

        Assert.That(advice.Select(static a => $"{a.At}: {a.Rule}"), Is.EqualTo(new[] { $"{place}: {rule}" }));
        Assert.That(advice[0].Instead, Is.Not.Empty);
    }

    [TestCaseSource(nameof(NotDue))]
    public void It_is_not_given_where_it_would_be_a_false_alarm(string why, string text) => Assert.That(AdviceOn(text), Is.Empty, why);

    [Test]
    public void Every_rule_is_tried() =>
        Assert.That(Adviser.Rules.Select(static rule => rule.Name), Is.SubsetOf(Due().Select(static one => (string)one.Arguments[0]!)));

    [Test]
    public void Two_files_with_one_title_are_told_apart()
    {
        var text = Lines("- clock: 1s");

        Assert.That(AdviceOn(("one.yaml", text), ("two.yaml", text)).Select(static a => a.ToString()), Is.EqualTo(new[]
        {
            "area/two.yaml:2:8: advice: area/one has the title 'Something happens', too: say what is special about this one (same-title)",
        }));
    }

    [Test]
    public void The_suite_needs_none()
    {
        var suite = ScenarioLoader.Load(["Scenarios"], new LoaderContext("Scenarios", Repository.Root));

        Assert.That(Adviser.On(suite.Files), Is.Empty);
    }

    private static string Lines(params string[] lines) => Head + "lines:\n" + string.Concat(lines.Select(static line => $"  {line}\n"));

    private static TestCaseData Case(string name, string text) => new(name, text);

    private static IReadOnlyList<Advice> AdviceOn(string text) => AdviceOn(("it.yaml", text));

    private static IReadOnlyList<Advice> AdviceOn(params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("advice").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "area"));
            foreach (var (name, text) in files)
            {
                File.WriteAllText(Path.Combine(folder, "area", name), text);
            }

            var loaded = ScenarioLoader.Load(["area"], new LoaderContext(Repository.In("Scenarios"), folder));
            Assert.That(loaded.Diagnostics, Is.Empty);
            return Adviser.On(loaded.Files);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
