using NUnit.Framework;

namespace Harness.Tests.Scenarios;

/// <summary>Every mistake is found, in one pass, at its place.</summary>
public sealed class MistakeTests
{
    [Test]
    public void Five_mistakes_give_five_messages()
    {
        var result = ScenarioText.Load(("five.yaml", """
            format: 1
            title: Five mistakes
            covers: [CONN-99]
            given:
              users: { alice: }
              clients: { laptop: { user: alcie, is: connected } }
              server: { restor: preserve }
            lines:
              - laptop -> server: call.anwser
              - laptop -> app: answered
                within: 5

            """));

        Assert.That(result.Diagnostics.Select(d => d.ToString()), Is.EqualTo(new[]
        {
            "area/five.yaml:3:10: 'covers' announces CONN-99, and no line checks it",
            "area/five.yaml:3:10: unknown requirement 'CONN-99'; did you mean 'CONN-09'?",
            "area/five.yaml:6:30: unknown user 'alcie'; did you mean 'alice'?",
            "area/five.yaml:7:13: unknown switch 'restor'; did you mean 'restore'?",
            "area/five.yaml:9:23: unknown message 'call.anwser'; did you mean 'call.answer'?",
            "area/five.yaml:11:13: within must be a duration, not '5'; it wants a unit: ms, s, m, h or d",
        }));
        Assert.That(result.Files, Is.Empty);
    }

    [Test]
    public void Mistakes_of_all_files_come_sorted()
    {
        var result = ScenarioText.Load(
            ("b.yaml", "format: 2\ntitle: b\nlines: [{ clock: 1s }]\n"),
            ("a.yaml", "format: 1\ntitle: a\nlines: [{ clock: 1 }, { clock: x }]\n"));

        Assert.That(result.Diagnostics.Select(d => $"{d.At}"), Is.EqualTo(new[] { "area/a.yaml:3:18", "area/a.yaml:3:32", "area/b.yaml:1:9" }));
    }

    [TestCase("", "1:1: the file is empty")]
    [TestCase("format: 1\ntitle: \0x\n", "2:8: this is not YAML: a NUL character")]
    [TestCase("- a\n", "1:1: a scenario must be a map, not a list")]
    [TestCase("format: 1\ntitle: x\nlines: [{ clock: 1s }]\n---\nformat: 1\n", "4:1: a file holds one scenario; a second document begins here")]
    [TestCase("format: 1\ntitle: x\nlines: [{ clock: !!str 1s }]\n", "3:18: tags such as tag:yaml.org,2002:str are not part of the language")]
    [TestCase("format: 1\ntitle: 'x\n", "2:8: this is not YAML: a quote that begins here is not closed")]
    [TestCase("format: 1\ntitle: {x: 1\nlines: []\n", "2:10: this is not YAML: a bracket or a quote is not closed")]
    [TestCase("title: x\nlines: [{ clock: 1s }]\n", "1:1: a scenario begins with 'format: 1'")]
    [TestCase("format: 2\ntitle: x\nlines: [{ clock: 1s }]\n", "1:9: format is 1, not '2'")]
    [TestCase("format: 1\nlines: [{ clock: 1s }]\n", "1:1: a scenario has 'title'; this one has none")]
    [TestCase("format: 1\ntitle: x\n", "1:1: a scenario has 'lines'; this one has none")]
    [TestCase("format: 1\ntitle: x\nlines: []\n", "3:8: lines has no line")]
    [TestCase("format: 1\ntitle: 12\nlines: [{ clock: 1s }]\n", "2:8: title must be text, not '12'; put it in quotes")]
    [TestCase("format: 1\ntitel: x\ntitle: x\nlines: [{ clock: 1s }]\n", "2:1: a scenario has no key 'titel'; did you mean 'title'?")]
    [TestCase("format: 1\ntitle: x\ntitle: y\nlines: [{ clock: 1s }]\n", "3:1: 'title' is there twice; the first is in line 2")]
    [TestCase("format: 1\ntitle: x\nsweep: drop\nlines: [{ clock: 1s }]\n", "3:1: 'sweep' is not supported yet")]
    [TestCase("format: 1\ntitle: x\nseeds: 0\nlines: [{ clock: 1s }]\n", "3:8: seeds must be a whole number from 1, not '0'")]
    [TestCase("format: 1\ntitle: x\nlines: [{ clock: *then }]\n", "3:18: nothing above is anchored as &then")]
    public void In_a_file(string text, string mistake) => Assert.That(ScenarioText.MistakesOf(text), Does.Contain(mistake));

    [TestCase("user: { alice: }", "4:3: given has no key 'user'; did you mean 'users'?")]
    [TestCase("users: { alice: { dnd: true } }", "4:21: a user has no key 'dnd'")]
    [TestCase("users: { alice: { mobile_push_wakeup: 1 } }", "4:41: mobile_push_wakeup must be true or false, not '1'")]
    [TestCase("users: { alice: { devices: [apn] } }", "4:31: unknown push service 'apn'; did you mean 'apns'?")]
    [TestCase("users: { server: }", "4:12: 'server' is a party of every scenario; call the user otherwise")]
    [TestCase("users: { 'al ice': }", "4:12: 'al ice' is no name for a user: letters, digits, _ and - only")]
    [TestCase("{ users: { alice: }, clients: { alice: alice } }", "4:35: 'alice' is a user already")]
    [TestCase("clients: { laptop: alice }", "4:22: unknown user 'alice'")]
    [TestCase("clients: { laptop: { is: connected } }", "4:14: client 'laptop' has no user")]
    [TestCase("{ users: { alice: }, clients: { laptop: { user: alice, is: conected } } }", "4:62: is is one of connected, in an outbound call, in an inbound call, held, ringing; not 'conected'; did you mean 'connected'?")]
    [TestCase("{ users: { alice: }, clients: { laptop: { user: alice, tokenprovider: false } } }", "4:58: a client has no key 'tokenprovider'; did you mean 'token_provider'?")]
    [TestCase("{ users: { a: }, clients: { x: { user: a, is: held }, y: { user: a, is: ringing } } }", "4:57: 'y' begins in a call, but every far end is in one already; add one under 'far ends'")]
    [TestCase("far ends: { caller: +14155550100 }", "4:23: a number such as \"+14155550100\", in quotes, is wanted, not '+14155550100'")]
    [TestCase("far ends: { a: '101', b: '101' }", "4:28: 'a' has the number 101 already")]
    [TestCase("backend: under tset", "4:12: backend is 'under test' or a map, not 'under tset'; did you mean 'under test'?")]
    [TestCase("backend: { token_ttl: 3600 }", "4:25: token_ttl must be a duration, not '3600'; it wants a unit: ms, s, m, h or d")]
    [TestCase("backend: { ttl: 1h }", "4:14: backend has no key 'ttl'")]
    [TestCase("server: { profile: sdk-4 }", "4:22: unknown profile 'sdk-4'; there are default, docs-1.0, sdk-3, sdk-next; did you mean 'sdk-3'?")]
    [TestCase("server: { restore: keep }", "4:22: 'restore' is one of preserve, destroy, not 'keep'")]
    [TestCase("server: { restore_window: 5s }", "4:13: 'restore_window' is a limit; put it under 'limits'")]
    [TestCase("server: { limits: { restore_windw: 5s } }", "4:23: unknown limit 'restore_windw'; did you mean 'restore_window'?")]
    [TestCase("server: { limits: { restore_window: soon } }", "4:39: 'restore_window_s' is a duration such as 500ms or 30s, not 'soon'")]
    [TestCase("server: { limits: { sessions_per_user: 5s } }", "4:42: 'sessions_per_user' is a number, not '5s'")]
    [TestCase("server: { limits: { sessions_per_user: 0 } }", "4:42: 'sessions_per_user' is from 1 to 100, not 0")]
    [TestCase("clock: fake", "4:10: clock is one of virtual, real; not 'fake'")]
    [TestCase("needs: [hangup]", "4:11: unknown capability 'hangup'; did you mean 'hang up'?")]
    public void In_given(string given, string mistake) =>
        Assert.That(ScenarioText.MistakesOf($"format: 1\ntitle: x\ngiven:\n  {given}\nlines: [{{ clock: 1s }}]\n"), Does.Contain(mistake));

    [TestCase("- { order: a }\n  - { order: b }\n", "{ note: x }", "4:7: nothing uses the column 'order'")]
    [TestCase("- { order: 1s }\n  - { ordr: 2s }\n", "{ clock: $order }", "5:7: the first row has no key 'ordr'; did you mean 'order'?")]
    [TestCase("- { order: 1s }\n  - { ordr: 2s }\n", "{ clock: $order }", "5:5: this row has no 'order'")]
    [TestCase("- { order: 1s }\n  - { order: 1s }\n", "{ clock: $order }", "5:5: the row order=1s is there already")]
    [TestCase("- { order: [1s] }\n", "{ clock: $order }", "4:14: a cell is one word, number or text, not a list")]
    [TestCase("- { order: 1s }\n", "{ clock: $order, when: { oder: 1s } }", "5:34: unknown column 'oder'; did you mean 'order'?")]
    [TestCase("- { order: 1s }\n", "{ clock: 1s, when: { order: 2s } }", "5:37: no row has '2s' in column 'order'; did you mean '1s'?")]
    [TestCase("- { order: soon }\n", "{ clock: $order }", "5:18: clock must be a duration, not 'soon', such as 500ms, 5s or 59m30s")]
    public void In_examples(string rows, string line, string mistake) =>
        Assert.That(ScenarioText.MistakesOf($"format: 1\ntitle: x\nexamples:\n  {rows}lines: [{line}]\n"), Does.Contain(mistake));

    [Test]
    public void A_mistake_that_several_rows_share_is_told_once() =>
        Assert.That(
            ScenarioText.MistakesOf("format: 1\ntitle: x\nexamples: [{ a: 1s }, { a: 2s }]\nlines: [{ clock: $a }, { clock: now }]\n"),
            Is.EqualTo(new[] { "4:33: clock must be a duration, not 'now', such as 500ms, 5s or 59m30s" }));

    [Test]
    public void When_wants_examples() =>
        Assert.That(ScenarioText.MistakesOf(ScenarioText.WithLines("  - { clock: 1s, when: { a: b } }")), Is.EqualTo(new[] { "7:24: 'when' chooses rows of 'examples', and there are none" }));

    [TestCase("checks: CONN-01", "7:54: this line checks CONN-01, and 'covers' does not announce it")]
    [TestCase("checks: CON-01", "7:54: unknown requirement 'CON-01'; did you mean 'CONN-01'?")]
    public void Checks_and_covers_are_held_against_each_other(string checks, string mistake) =>
        Assert.That(ScenarioText.MistakesOf(ScenarioText.WithLines($"  - {{ laptop -> server: ws.open, within: 5s, {checks} }}")), Does.Contain(mistake));

    [Test]
    public void A_path_that_is_not_there_is_a_mistake()
    {
        var result = Harness.Scenarios.ScenarioLoader.Load(["nowhere/at-all.yaml"], new Harness.Scenarios.LoaderContext());

        Assert.That(result.Diagnostics.Select(d => d.ToString()), Is.EqualTo(new[] { "nowhere/at-all.yaml:1:1: there is no such file, folder or scenario" }));
    }

    [Test]
    public void Two_files_of_one_id_are_a_mistake()
    {
        var text = "format: 1\ntitle: x\nlines: [{ clock: 1s }]\n";

        var result = ScenarioText.Load(("a/b.yaml", text), ("c/a/b.yaml", text));

        Assert.That(result.Diagnostics.Select(d => d.ToString()), Is.EqualTo(new[] { "area/c/a/b.yaml:1:1: area/a/b.yaml is called a/b too" }));
    }
}
