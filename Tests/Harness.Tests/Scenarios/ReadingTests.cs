using Harness.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Scenarios;

/// <summary>What lines become.</summary>
public sealed class ReadingTests
{
    [Test]
    public void Senders_that_are_scripted_act_and_the_others_are_expected()
    {
        var lines = ScenarioText.LinesOf("""
              - app -> laptop: hold
              - laptop -> app: held
              - laptop -> server: ws.open
              - caller -> server: 183
              - server -> caller: 200
              - backend -> phone: push
                with: { call_id: x }
              - backend -> server: POST /v1/users/${alice.id}/revoke_sessions
                status: 200
              - server => laptop: network.changed
              - server: refuses ws.open
              - network: half-opens laptop
              - clock: 1m30s
              - note: Done.
            """);

        Assert.That(lines.Select(l => $"{l.GetType().Name} {l.Text}"), Is.EqualTo(new[]
        {
            "ActionLine app -> laptop: hold",
            "ExpectationLine laptop -> app: held",
            "ExpectationLine laptop -> server: ws.open",
            "ActionLine caller -> server: 183",
            "ExpectationLine server -> caller: 200",
            "ActionLine backend -> phone: push",
            "ActionLine backend -> server: POST /v1/users/${alice.id}/revoke_sessions",
            "InjectionLine server => laptop: network.changed",
            "RuleLine server: refuses ws.open",
            "FaultLine network: half-opens laptop",
            "ClockLine clock: 1m30s",
            "NoteLine note",
        }));
    }

    [Test]
    public void A_backend_under_test_is_observed()
    {
        var scenario = ScenarioText.RowsOf("""
            format: 1
            title: x
            given: { backend: under test, users: { alice: { devices: [apns] } } }
            lines:
              - backend -> server: POST /v1/user_sessions
              - backend -> apns: push

            """).Single();

        Assert.That(scenario.Lines, Is.All.TypeOf<ExpectationLine>());
        Assert.That(scenario.Given.Backend.UnderTest, Is.True);
        Assert.That(scenario.Given.Users.Single().Devices, Is.EqualTo(new[] { "apns" }));
    }

    [Test]
    public void Modifiers_of_an_expectation()
    {
        var line = (ExpectationLine)ScenarioText.LinesOf("""
              - { clock: 1s, as: a }
              - laptop -> server: GET /v1/webrtc/ice-servers
                at: 500ms..1h
                since: a
                times: 3
                optional: true
                status: 4xx
                as: asked
                note: Thrice.
            """)[1];

        Assert.That(line.Timing, Is.EqualTo(new Timing(TimeSpan.FromMilliseconds(500), TimeSpan.FromHours(1), "a")));
        Assert.That((line.Times, line.Optional, line.Status, line.Label, line.Note), Is.EqualTo((3, true, "4xx", "asked", "Thrice.")));
    }

    [TestCase("5s", 5, false, null)]
    [TestCase("to the end", null, true, null)]
    [TestCase("until late", null, false, "late")]
    public void Windows_of_never(string text, int? seconds, bool toTheEnd, string? until)
    {
        var line = (ExpectationLine)ScenarioText.LinesOf($"  - {{ laptop -> server: ws.open, never: {text} }}\n  - {{ clock: 1s, as: late }}")[0];

        Assert.That(line.Never, Is.EqualTo(new NeverWindow(seconds is { } s ? TimeSpan.FromSeconds(s) : null, toTheEnd, until)));
    }

    [Test]
    public void Rules_faults_and_injections_carry_their_modifiers()
    {
        var lines = ScenarioText.LinesOf("""
              - { server: answers call.create, with: { code: call_failed, message: no }, then: close, times: 2, for: laptop }
              - { server: delays GET /v1/webrtc/ice-servers, by: 3s }
              - { network: delays phone, by: 200ms, for: 5s }
              - { server => phone: ws.text, raw: '{"type":"x","a":"$b"}', fragments: 3, padded to: 65536, then: close, socket: 1 }
            """);

        var answers = (RuleLine)lines[0];
        Assert.That((answers.Verb, answers.Target, answers.Then, answers.Times, answers.For), Is.EqualTo(("answers", "call.create", "close", (int?)2, "laptop")));
        Assert.That(((RuleLine)lines[1]).By, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That((((FaultLine)lines[2]).By, ((FaultLine)lines[2]).For), Is.EqualTo(((TimeSpan?)TimeSpan.FromSeconds(0.2), (TimeSpan?)TimeSpan.FromSeconds(5))));
        var injection = (InjectionLine)lines[3];
        Assert.That(injection.Raw, Is.EqualTo("""{"type":"x","a":"$b"}"""));
        Assert.That((injection.Fragments, injection.PaddedTo, injection.Then, injection.Socket), Is.EqualTo((3, 65536, "close", (int?)1)));
    }

    [Test]
    public void Settings_come_as_the_platform_reads_them()
    {
        var lines = ScenarioText.LinesOf("""
              - { server: sets switches, with: { restore: destroy, duplicate_delivery: true } }
              - { server: sets limits, with: { ring_limit: 1m30s, sessions_per_user: 2, refork_delay_ms: 500 } }
            """).Cast<RuleLine>().Select(l => string.Join(' ', l.With!.Members.Select(m => $"{m.Key}={((LiteralTemplate)m.Value).Value}")));

        Assert.That(lines, Is.EqualTo(new[] { "restore=destroy duplicate_delivery=on", "ring_limit=90s sessions_per_user=2 refork_delay_ms=0.5s" }));
    }

    [Test]
    public void Given_is_read_with_its_defaults()
    {
        var given = ScenarioText.RowsOf("""
            format: 1
            title: x
            given:
              users: { alice: { mobile_push_wakeup: true, do_not_disturb: true, id: user_x } }
              clients: { phone: alice, laptop: { user: alice, is: ringing, token_provider: false, options: { token: opaque } } }
              server: { profile: sdk-3, restore: destroy, unanswered_duration: null, limits: { ping_interval: 500ms, refork_delay_ms: 250, max_frame_bytes: 2048 } }
              backend: { token_ttl: 1h, webhooks: true }
              clock: virtual
              needs: [media]
            lines:
              - { app -> laptop: answer }
              - { laptop -> app: ended }
              - { laptop -> app: error }

            """).Single().Given;

        var user = given.Users.Single();
        Assert.That((user.MobilePushWakeup, user.DoNotDisturb, user.Id), Is.EqualTo((true, true, "user_x")));
        Assert.That(given.Clients.Select(c => (c.Name, c.User, c.Is, c.TokenProvider)), Is.EqualTo(new[] { ("phone", "alice", null, true), ("laptop", "alice", (string?)"ringing", false) }));
        Assert.That(given.Clients[1].Options["token"], Is.EqualTo("opaque"));
        Assert.That(given.FarEnds.Select(f => (f.Name, f.Number)), Is.EqualTo(new[] { ("caller", "+14155550100") }));
        Assert.That(given.Server.Profile, Is.EqualTo("sdk-3"));
        Assert.That(given.Server.Switches, Is.EqualTo(new Dictionary<string, string> { ["restore"] = "destroy", ["unanswered_duration"] = "null" }));
        Assert.That(given.Server.Limits, Is.EqualTo(new Dictionary<string, double> { ["ping_interval"] = 0.5, ["refork_delay"] = 0.25, ["max_frame_bytes"] = 2048 }));
        Assert.That((given.Backend.TokenTtl, given.Backend.Webhooks, given.Clock), Is.EqualTo(((TimeSpan?)TimeSpan.FromHours(1), true, "virtual")));
        Assert.That(given.Needs, Is.EqualTo(new[] { "media", "incoming", "answer", "ended" }));
    }

    [Test]
    public void A_requirement_file_of_ones_own_adds_ids()
    {
        var result = ScenarioText.Load(
            ("requirements.yaml", "requirements:\n  - { id: OWN-1, level: SHOULD, tier: X, text: Is polite., source: us }\n"),
            ("polite.yaml", "format: 1\ntitle: x\ncovers: OWN-1\ngiven: { users: { a: }, clients: { c: a } }\nlines:\n  - { c -> app: log, checks: OWN-1 }\n"));

        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Requirements.Find("OWN-1"), Is.EqualTo(new Requirement("OWN-1", "OWN", "X", "SHOULD", "Is polite.", "us")));
        Assert.That(result.Requirements.Find("CONN-01"), Is.Not.Null);
    }
}
