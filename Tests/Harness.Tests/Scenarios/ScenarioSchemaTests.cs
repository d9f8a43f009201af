using Harness.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Scenarios;

/// <summary>The committed schema is the generated one, takes every valid file and refuses obvious mistakes.</summary>
public sealed class ScenarioSchemaTests
{
    private static readonly string s_file = Repository.In("Scenarios", ScenarioSchema.FileName);

    [Test]
    public void The_committed_file_is_the_generated_one()
    {
        var generated = ScenarioSchema.Generate();
        var hint = $"run this test with CONFORMANCE_ACCEPT=schema to write {ScenarioSchema.FileName}";
        if (Environment.GetEnvironmentVariable("CONFORMANCE_ACCEPT") == "schema")
        {
            File.WriteAllText(s_file, generated);
        }

        Assert.That(File.ReadAllText(s_file), Is.EqualTo(generated), hint);
    }

    [Test]
    public void Every_file_of_the_suite_is_valid()
    {
        var invalid = SchemaCheck.Run(s_file, SuiteFileTests.SuiteFiles()).Where(r => r.Value.Count > 0);

        Assert.That(invalid.Select(r => $"{r.Key}: {string.Join("; ", r.Value)}"), Is.Empty);
    }

    [Test]
    public void Obvious_mistakes_are_invalid()
    {
        var bad = new[]
        {
            ScenarioText.WithLines("  - laptop -> server: call.anwser"),
            ScenarioText.WithLines("  - server -> laptop: call.hold"),
            ScenarioText.WithLines("  - app -> laptop: hangup"),
            ScenarioText.WithLines("  - laptop -> app: answred"),
            ScenarioText.WithLines("  - laptop -> server: GET /v1/webrtc/ice"),
            ScenarioText.WithLines("  - server => laptop: ws.open"),
            ScenarioText.WithLines("  - server -> backend: call.ended"),
            ScenarioText.WithLines("  - { app -> laptop: hold, never: 5s }"),
            ScenarioText.WithLines("  - { server => laptop: network.changed, within: 5s }"),
            ScenarioText.WithLines("  - { laptop -> app: held, socket: 1 }"),
            ScenarioText.WithLines("  - { laptop -> server: ping, wihin: 5s }"),
            ScenarioText.WithLines("  - { laptop -> server: ping, within: 5 }"),
            ScenarioText.WithLines("  - { laptop -> server: ping, at: 5s }"),
            ScenarioText.WithLines("  - { laptop -> server: ping, within: 5s, at: 1s..2s }"),
            ScenarioText.WithLines("  - { laptop -> server: ping, since: laptop connected }"),
            ScenarioText.WithLines("  - { laptop -> server: ping, never: 5s, within: 5s }"),
            ScenarioText.WithLines("  - { laptop -> server: ping, never: always }"),
            ScenarioText.WithLines("  - { laptop -> server: ping, status: 200 }"),
            ScenarioText.WithLines("  - { laptop -> server: call.hold, with: { callid: x } }"),
            ScenarioText.WithLines("  - { laptop -> server: ping, with: { req_id: { $ass: x } } }"),
            ScenarioText.WithLines("  - { app -> laptop: call, with: { destination: '101' } }"),
            ScenarioText.WithLines("  - app -> laptop: call"),
            ScenarioText.WithLines("  - { laptop -> server: ping, clock: 3s }"),
            ScenarioText.WithLines("  - network: drop laptop"),
            ScenarioText.WithLines("  - network: delays laptop"),
            ScenarioText.WithLines("  - server: ignores call.creat"),
            ScenarioText.WithLines("  - { server: ignores ping, by: 5s }"),
            ScenarioText.WithLines("  - { server: sets switches, with: { restor: destroy } }"),
            ScenarioText.WithLines("  - backend: refuses tokens"),
            ScenarioText.WithLines("  - { clock: 5s, within: 5s }"),
            ScenarioText.WithLines("  - clock: 5"),
            ScenarioText.WithLines("  - one of: [{ laptop -> server: ping }]"),
            ScenarioText.WithLines("  - { race: [{ app -> laptop: hold }], within: 5s }"),
            ScenarioText.WithLines("  - note: 5"),
            ScenarioText.WithLines("  - with: { a: 1 }"),
            "format: 2\ntitle: x\nlines: [{ clock: 1s }]\n",
            "format: 1\nlines: [{ clock: 1s }]\n",
            "format: 1\ntitle: x\n",
            "format: 1\ntitle: x\nlines: []\n",
            "format: 1\ntitel: x\ntitle: x\nlines: [{ clock: 1s }]\n",
            "format: 1\ntitle: x\ngiven: { user: { a: } }\nlines: [{ clock: 1s }]\n",
            "format: 1\ntitle: x\ngiven: { server: { restore: keep } }\nlines: [{ clock: 1s }]\n",
            "format: 1\ntitle: x\ngiven: { server: { limits: { restore: 5s } } }\nlines: [{ clock: 1s }]\n",
            "format: 1\ntitle: x\ngiven: { clients: { a: { is: connected } } }\nlines: [{ clock: 1s }]\n",
            "format: 1\ntitle: x\ngiven: { clients: { a: { user: b, is: away } } }\nlines: [{ clock: 1s }]\n",
            "format: 1\ntitle: x\ngiven: { needs: [hangup] }\nlines: [{ clock: 1s }]\n",
        };

        var valid = SchemaCheck.RunTexts(s_file, bad).Where(r => r.Value.Count == 0).Select(r => r.Key);

        Assert.That(valid, Is.Empty);
        Assert.That(bad.Where(b => ScenarioText.Load(("it.yaml", b)).Diagnostics.Count == 0), Is.Empty, "the parser refuses them, too");
    }
}
