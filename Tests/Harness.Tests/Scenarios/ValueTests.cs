using Harness.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Scenarios;

/// <summary>What values become, and how columns are put in.</summary>
public sealed class ValueTests
{
    [TestCase("text", "LiteralTemplate text")]
    [TestCase("'12'", "LiteralTemplate 12")]
    [TestCase("$$name", "LiteralTemplate $name")]
    [TestCase("costs $5", "LiteralTemplate costs $5")]
    [TestCase("$any", "KindTemplate Any")]
    [TestCase("$absent", "KindTemplate Absent")]
    [TestCase("$alice.id", "InsertTemplate alice.id")]
    [TestCase("$caller", "InsertTemplate caller")]
    [TestCase("'to ${alice.id}, $${x}'", "InterpolatedTemplate to |{alice.id}|, ${x}")]
    [TestCase("{ $as: one }", "OperatorsTemplate CaptureOperator")]
    [TestCase("{ $as: one, $regex: 'a+' }", "OperatorsTemplate CaptureOperator RegexOperator")]
    [TestCase("{ $not: { $one_of: [a, $any] } }", "OperatorsTemplate NotOperator")]
    [TestCase("{ $id: call }", "OperatorsTemplate IdOperator")]
    [TestCase("{ $absent_or: x }", "OperatorsTemplate AbsentOrOperator")]
    public void In_a_member(string value, string expected)
    {
        var line = (ExpectationLine)ScenarioText.LinesOf($"  - {{ laptop -> server: ping, with: {{ req_id: {value} }} }}").Single();

        Assert.That(Show(line.With!.Members.Single().Value), Is.EqualTo(expected));
    }

    [Test]
    public void Session_descriptions_are_told_by_facts()
    {
        var line = (ExpectationLine)ScenarioText.LinesOf(
            "  - { laptop -> server: sdp.offer, with: { sdp: { $sdp: { offer: true, audio: sendrecv, codecs: [Opus], candidates: 1, credentials: new } } } }").Single();

        var sdp = (SdpOperator)((OperatorsTemplate)line.With!.Members.Single().Value).Operators.Single();
        Assert.That((sdp.Offer, sdp.Audio, sdp.Codecs.Single(), sdp.Candidates, sdp.NewCredentials), Is.EqualTo((true, "sendrecv", "opus", (int?)1, true)));
    }

    [Test]
    public void Columns_keep_their_type_and_their_place()
    {
        var rows = ScenarioText.RowsOf("""
            format: 1
            title: x
            examples:
              - { fatal: true, from: 1s, status: 4xx }
              - { fatal: false, from: 2s, status: 200 }
            given:
              users: { alice: }
              clients: { laptop: alice }
            lines:
              - { server -> laptop: error, with: { fatal: $fatal, message: 'is ${fatal}' } }
              - { laptop -> server: ws.open, at: '${from}..1m' }
              - { laptop -> server: GET /v1/webrtc/ice-servers, status: $status }
              - { clock: 1s, when: { fatal: true } }

            """);

        var fatal = rows.Select(r => ((LiteralTemplate)((ExpectationLine)r.Lines[0]).With!.Members[0].Value).Value);
        Assert.That(fatal, Is.EqualTo(new object[] { true, false }));
        Assert.That(((ExpectationLine)rows[1].Lines[0]).With!.Members[1].Value, Is.EqualTo(new LiteralTemplate(new("area/it.yaml", 10, 64), "is false")));
        Assert.That(rows.Select(r => ((ExpectationLine)r.Lines[1]).Timing!.Earliest), Is.EqualTo(new[] { TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2) }));
        Assert.That(rows.Select(r => ((ExpectationLine)r.Lines[2]).Status), Is.EqualTo(new[] { "4xx", "200" }));
        Assert.That(rows.Select(r => r.Lines.Count), Is.EqualTo(new[] { 4, 3 }));
        Assert.That(rows.Select(r => r.Row!.Label), Is.EqualTo(new[] { "fatal=true, from=1s, status=4xx", "fatal=false, from=2s, status=200" }));
    }

    private static string Show(Template template) => template switch
    {
        LiteralTemplate literal => $"LiteralTemplate {literal.Value}",
        KindTemplate kind => $"KindTemplate {kind.Kind}",
        InsertTemplate insert => $"InsertTemplate {insert.Name}",
        InterpolatedTemplate text => "InterpolatedTemplate " + string.Join('|', text.Parts.Select(p => p.Text ?? $"{{{p.Name}}}")),
        OperatorsTemplate operators => "OperatorsTemplate " + string.Join(' ', operators.Operators.Select(o => o.GetType().Name)),
        _ => template.GetType().Name,
    };
}
