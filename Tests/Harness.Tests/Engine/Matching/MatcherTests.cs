using System.Text.Json.Nodes;
using Harness.Engine.Matching;
using Harness.Scenarios;
using Harness.Tests.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Engine.Matching;

/// <summary>What a value of a scenario fits, and what is said when it does not.</summary>
public sealed class MatcherTests
{
    private static readonly SourcePosition s_at = new("it.yaml", 1, 1);

    [TestCase("dial", "\"dial\"", true)]
    [TestCase("dial", "\"Dial\"", false)]
    [TestCase("dial", "null", false)]
    [TestCase("\"5\"", "5", false)]
    [TestCase("$$5", "\"$5\"", true)]
    [TestCase("5", "5", true)]
    [TestCase("5", "5.0", true)]
    [TestCase("5", "5.5", false)]
    [TestCase("2.5", "2.5", true)]
    [TestCase("5", "\"5\"", false)]
    [TestCase("true", "true", true)]
    [TestCase("true", "\"true\"", false)]
    [TestCase("null", "null", true)]
    [TestCase("null", "0", false)]
    public void Literals_fit_the_same_value_of_the_same_kind(string template, string value, bool fits) => Check(template, value, fits);

    [TestCase("$any", "0", true)]
    [TestCase("$any", "{}", true)]
    [TestCase("$any", "null", false)]
    [TestCase("$string", "\"\"", true)]
    [TestCase("$string", "1", false)]
    [TestCase("$number", "1.5", true)]
    [TestCase("$number", "\"1\"", false)]
    [TestCase("$bool", "false", true)]
    [TestCase("$bool", "0", false)]
    [TestCase("$absent", "null", true)]
    [TestCase("$absent", "\"\"", false)]
    [TestCase("$timestamp", "\"2026-11-01T12:00:00Z\"", true)]
    [TestCase("$timestamp", "\"2026-11-01T12:00:00.123+01:00\"", true)]
    [TestCase("$timestamp", "\"2026-11-01\"", false)]
    [TestCase("$timestamp", "\"12:00\"", false)]
    [TestCase("$timestamp", "\"2026-13-01T12:00:00Z\"", false)]
    [TestCase("$timestamp", "\"2026-11-01T12:00:00\"", false)]
    [TestCase("$timestamp", "1793534400", false)]
    public void Kinds_fit_by_kind(string template, string value, bool fits) => Check(template, value, fits);

    [TestCase("{ a: 1 }", """{"a":1,"b":2}""", true)]
    [TestCase("{ a: 1 }", """{"b":2}""", false)]
    [TestCase("{ a: $absent }", """{"b":2}""", true)]
    [TestCase("{ a: { b: { c: x } } }", """{"a":{"b":{"c":"x"}}}""", true)]
    [TestCase("{ a: { b: x } }", """{"a":"b"}""", false)]
    [TestCase("[1, 2]", "[1,2]", true)]
    [TestCase("[1, 2]", "[2,1]", false)]
    [TestCase("[1, 2]", "[1,2,3]", false)]
    [TestCase("[1, 2]", "12", false)]
    [TestCase("[{ a: 1 }]", """[{"a":1,"b":2}]""", true)]
    [TestCase("[]", "[]", true)]
    public void Maps_fit_in_part_and_lists_in_order_and_in_length(string template, string value, bool fits) => Check(template, value, fits);

    [TestCase("{ $id: call }", "\"call_01j\"", true)]
    [TestCase("{ $id: call }", "\"caller_01j\"", false)]
    [TestCase("{ $id: call }", "\"call_\"", false)]
    [TestCase("{ $id: call }", "7", false)]
    [TestCase("{ $regex: '^\\+1' }", "\"+1415\"", true)]
    [TestCase("{ $regex: '^\\+1' }", "\"415\"", false)]
    [TestCase("{ $regex: '4' }", "\"415\"", true)]
    [TestCase("{ $regex: '4' }", "4", false)]
    [TestCase("{ $not: x }", "\"y\"", true)]
    [TestCase("{ $not: x }", "\"x\"", false)]
    [TestCase("{ $not: $string }", "null", true)]
    [TestCase("{ $one_of: [a, 2, $bool] }", "2", true)]
    [TestCase("{ $one_of: [a, 2, $bool] }", "true", true)]
    [TestCase("{ $one_of: [a, 2, $bool] }", "\"b\"", false)]
    [TestCase("{ $absent_or: x }", "null", true)]
    [TestCase("{ $absent_or: x }", "\"x\"", true)]
    [TestCase("{ $absent_or: x }", "\"y\"", false)]
    [TestCase("{ $set: [a, b] }", """["b","a"]""", true)]
    [TestCase("{ $set: [a, b] }", """["a","a"]""", false)]
    [TestCase("{ $set: [a, b] }", """["a"]""", false)]
    [TestCase("{ $set: [a, b] }", "\"ab\"", false)]
    [TestCase("{ $set: [$string, a] }", """["a","b"]""", true)]
    [TestCase("{ $set: [{ $one_of: [a, b] }, { $one_of: [a, c] }, a] }", """["a","b","c"]""", true)]
    [TestCase("{ $not: x, $regex: '^.$' }", "\"y\"", true)]
    [TestCase("{ $not: x, $regex: '^.$' }", "\"yy\"", false)]
    public void Operators_say_what_they_mean(string template, string value, bool fits) => Check(template, value, fits);

    [TestCase("$alice.id", "\"user_1\"", true)]
    [TestCase("$alice.id", "\"user_2\"", false)]
    [TestCase("'<${alice.id}>'", "\"<user_1>\"", true)]
    [TestCase("'<${alice.id}>'", "\"<user_2>\"", false)]
    public void Names_stand_for_what_is_given(string template, string value, bool fits) => Check(template, value, fits);

    [Test]
    public void A_value_is_captured_and_the_rest_of_it_can_be_compared_at_once()
    {
        var fit = Fit("{ $as: call, $id: call }", "\"call_1\"");

        Assert.That(fit.IsMet, Is.True);
        Assert.That(fit.Captures.Select(static c => $"{c.Key} = {c.Value}"), Is.EqualTo(new[] { "call = call_1" }));
    }

    [Test]
    public void Nothing_cannot_be_captured() =>
        Assert.That(Fit("{ $as: call }", "null").Mismatches.Single().Wanted, Is.EqualTo("something to call $call"));

    [Test]
    public void A_set_captures_from_the_item_that_it_gave_each_of_its_own()
    {
        var fit = Fit("{ $set: [{ $as: any }, a] }", """["a","b"]""");

        Assert.That(fit.IsMet, Is.True);
        Assert.That(fit.Captures.Single().Value!.ToString(), Is.EqualTo("b"));
    }

    [Test]
    public void A_name_that_nobody_has_made_is_unknown_and_no_mismatch()
    {
        var fit = Fit(new InsertTemplate(s_at, "later"), "1");

        Assert.That((fit.IsMet, fit.Unknown, fit.Mismatches.Count), Is.EqualTo((false, "later", 0)));
    }

    [Test]
    public void Not_an_unknown_name_is_unknown_too()
    {
        var not = new OperatorsTemplate(s_at, [new NotOperator(s_at, new InsertTemplate(s_at, "later"))]);

        Assert.That(Fit(not, "1").Unknown, Is.EqualTo("later"));
    }

    [Test]
    public void An_alternative_that_fits_needs_no_others()
    {
        var oneOf = new OperatorsTemplate(s_at, [new OneOfOperator(s_at, [new InsertTemplate(s_at, "later"), new LiteralTemplate(s_at, "x")])]);

        Assert.That(Fit(oneOf, "\"x\"").IsMet, Is.True);
        Assert.That(Fit(oneOf, "\"y\"").Unknown, Is.EqualTo("later"));
    }

    [Test]
    public void Interpolation_of_an_unknown_name_is_unknown()
    {
        var text = new InterpolatedTemplate(s_at, [new InterpolatedPart("<", null), new InterpolatedPart(null, "later")]);

        Assert.That(Fit(text, "\"<\"").Unknown, Is.EqualTo("later"));
    }

    [TestCase("dial", "\"ring\"", "value: expected \"dial\", got \"ring\"")]
    [TestCase("dial", "null", "value: expected \"dial\", got nothing")]
    [TestCase("{ a: { b: 1 } }", """{"a":{"b":2}}""", "value.a.b: expected 1, got 2")]
    [TestCase("[1, 2]", "[1,3]", "value[1]: expected 2, got 3")]
    [TestCase("[1, 2]", "[1]", "value: expected 2 items: [1, 2], got [1]")]
    [TestCase("$timestamp", "\"noon\"", "value: expected an RFC 3339 time, got \"noon\"")]
    [TestCase("$absent", "1", "value: expected nothing (absent or null), got 1")]
    [TestCase("{ $id: call }", "\"x\"", "value: expected an id call_…, got \"x\"")]
    [TestCase("{ $regex: '^a' }", "\"x\"", "value: expected text that fits /^a/, got \"x\"")]
    [TestCase("{ $not: x }", "\"x\"", "value: expected anything but \"x\", got \"x\"")]
    [TestCase("{ $one_of: [a, b] }", "\"x\"", "value: expected one of \"a\", \"b\", got \"x\"")]
    [TestCase("{ $set: [a, b] }", """["a","c"]""", "value: expected in any order [\"a\", \"b\"], got [\"a\",\"c\"]")]
    [TestCase("$alice.id", "\"user_2\"", "value: expected $alice.id, which is \"user_1\", got \"user_2\"")]
    [TestCase("{ $sdp: { audio: sendrecv } }", "\"no sdp\"", "value: expected a session description, got \"no sdp\"")]
    public void A_mismatch_says_where_what_was_expected_and_what_was_there(string template, string value, string text) =>
        Assert.That(Fit(template, value).Mismatches.Select(static m => $"{m.Path}: expected {m.Wanted}, got {m.Got}"), Is.EqualTo(new[] { text }));

    [Test]
    public void Of_several_members_each_mismatch_is_told_and_what_fits_is_counted()
    {
        var fit = Fit("{ a: 1, b: 2, c: 3 }", """{"a":1,"b":0,"c":0}""");

        Assert.That(fit.Mismatches.Select(static m => m.Path), Is.EqualTo(new[] { "value.b", "value.c" }));
        Assert.That(fit.Matched, Is.EqualTo(1));
    }

    [Test]
    public void A_long_value_is_cut_short() =>
        Assert.That(Fit("x", $"\"{new string('y', 500)}\"").Mismatches.Single().Got, Has.Length.EqualTo(90).And.EndsWith("…"));

    [TestCase("{ offer: true }", true)]
    [TestCase("{ audio: sendrecv }", true)]
    [TestCase("{ audio: sendonly }", false)]
    [TestCase("{ codecs: [opus] }", true)]
    [TestCase("{ codecs: [OPUS, pcmu] }", true)]
    [TestCase("{ codecs: [g722] }", false)]
    [TestCase("{ candidates: 2 }", true)]
    [TestCase("{ candidates: 3 }", false)]
    public void Facts_of_a_description_are_compared(string facts, bool fits) =>
        Check($"{{ $sdp: {facts} }}", JsonValue.Create(SdpFactsTests.Offer).ToJsonString(), fits);

    [TestCase(true)]
    [TestCase(false)]
    public void Whether_credentials_are_new_is_for_the_record_to_say(bool isNew)
    {
        var template = Template("{ $sdp: { credentials: new } }");
        var with = new MapTemplate(s_at, [new("value", template)]);

        var fit = new Matcher(Known, _ => isNew).Compare(with, new JsonObject { ["value"] = SdpFactsTests.Offer });

        Assert.That(fit.IsMet, Is.EqualTo(isNew));
    }

    [Test]
    public void A_line_without_members_fits_everything() =>
        Assert.That(new Matcher(Known, static _ => true).Compare(null, new JsonObject { ["a"] = 1 }).IsMet, Is.True);

    private static Names Known { get; } = new((name, _) => name == "alice.id" ? JsonValue.Create("user_1") : null);

    private static void Check(string template, string value, bool fits) => Assert.That(Fit(template, value).IsMet, Is.EqualTo(fits));

    private static Fit Fit(string template, string value) => Fit(Template(template), value);

    private static Fit Fit(Template template, string value)
    {
        var fields = new JsonObject { ["value"] = JsonNode.Parse(value) };
        return new Matcher(Known, static _ => true).Compare(new MapTemplate(s_at, [new("value", template)]), fields);
    }

    /// <summary>Reads a template as a file has it, from a member that may be anything.</summary>
    private static Template Template(string text)
    {
        var line = (ExpectationLine)ScenarioText.LinesOf($"""
              - server -> backend: call.mobile_push_wakeup
                with: {"{ data: "}{text} {"}"}
            """).Single();
        return line.With!.Members.Single().Value;
    }
}
