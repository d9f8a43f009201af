using FakeDialStack.Protocol;
using NUnit.Framework;

namespace FakeDialStack.Tests.Protocol;

public sealed class WireCodecTests
{
    private static readonly string s_deep = $$"""{"type":"ping","x":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""";
    private static readonly string s_unclosed = new('[', 1_000_000);

    [TestCase("", TestName = "An_empty_frame_is_a_violation")]
    [TestCase("null", TestName = "The_text_null_is_a_violation")]
    [TestCase("[]", TestName = "A_list_is_a_violation")]
    [TestCase("\"ping\"", TestName = "A_string_is_a_violation")]
    [TestCase("not json", TestName = "Text_that_is_no_JSON_is_a_violation")]
    [TestCase("{}", TestName = "A_missing_type_is_a_violation")]
    [TestCase("""{"type":null}""", TestName = "A_null_type_is_a_violation")]
    [TestCase("""{"type":7}""", TestName = "A_type_that_is_no_string_is_a_violation")]
    [TestCase("""{"type":"ping"} {}""", TestName = "Two_objects_in_one_frame_are_a_violation")]
    [TestCase("""{"type":"ping",}""", TestName = "A_trailing_comma_is_a_violation")]
    [TestCase("""{"type":"ping","type":"ping"}""", TestName = "A_duplicate_type_is_a_violation")]
    [TestCase("""{"type":"\ud800"}""", TestName = "A_type_that_is_no_Unicode_is_a_violation")]
    public void Broken_text_is_a_violation(string text)
    {
        var reading = WireCodec.Read(text);

        Assert.That(reading.Message, Is.Null);
        Assert.That(reading.Violation!.Reason, Is.Not.Empty);
    }

    // Apart from the others: the text of an attribute cannot hold half a character.
    [Test]
    public void A_frame_that_is_no_Unicode_is_a_violation() =>
        Assert.That(WireCodec.Read("{\"type\":\"ping\",\"req_id\":\"" + '\ud800' + "\"}").Violation, Is.Not.Null);

    [Test]
    public void A_bomb_of_depth_or_size_is_a_violation_and_nothing_more()
    {
        Assert.That(WireCodec.Read(s_deep).Violation, Is.Not.Null);
        Assert.That(WireCodec.Read(s_unclosed).Violation, Is.Not.Null);
        Assert.That(WireCodec.ReadServer(s_deep).Violation, Is.Not.Null);
    }

    [TestCase("""{"type":"call.create","destination":"105"}""", "'sdp' is missing")]
    [TestCase("""{"type":"call.create","destination":"105","sdp":null}""", "'sdp' must not be null")]
    [TestCase("""{"type":"call.create","destination":105,"sdp":"v=0"}""", "'destination' must be a string")]
    [TestCase("""{"type":"call.hold","call_id":{"value":"call_1"}}""", "'call_id' must be a string")]
    [TestCase("""{"type":"call.hold","call_id":"a","req_id":5}""", "'req_id' must be a string")]
    [TestCase("""{"type":"call.reject","call_id":"a","reason":"Busy"}""", "'reason' must be one of decline, busy")]
    [TestCase("""{"type":"call.reject","call_id":"a","reason":1}""", "'reason' must be a string")]
    [TestCase("""{"type":"presence.subscribe","users":"all"}""", "'users' must be a list of strings")]
    [TestCase("""{"type":"presence.subscribe","users":[null]}""", "'users' must be a list of strings")]
    [TestCase("""{"type":"ice.candidate","call_id":"a","candidate":"c","sdp_mid":null}""", "'sdp_m_line_index' is missing")]
    [TestCase("""{"type":"call.transfer.attended","call_id":"a","step":"consult","sdp":"v=0"}""", "'destination' is missing")]
    [TestCase("""{"type":"call.transfer.attended","call_id":"a","step":"consult","destination":"1"}""", "'sdp' is missing")]
    [TestCase("""{"type":"call.fly","call_id":"a"}""", "unknown type 'call.fly'")]
    [TestCase("""{"type":"call.held","call_id":"a","held_by":"local"}""", "unknown type 'call.held'")]
    public void A_member_that_is_missing_or_ill_typed_is_named(string text, string reason) =>
        Assert.That(WireCodec.Read(text).Violation!.Reason, Does.EndWith(reason));

    [TestCase("""{"type":"ping","req_id":"a","req_id":"b"}""")]
    [TestCase("""{"type":"call.hold","call_id":"a","call_id":"b"}""")]
    [TestCase("""{"type":"ice.candidate","call_id":"a","candidate":"c","sdp_mid":"0","sdp_m_line_index":0.5}""")]
    [TestCase("""{"type":"ice.candidate","call_id":"a","candidate":"c","sdp_mid":"0","sdp_m_line_index":1e400}""")]
    [TestCase("""{"type":"call.hold","call_id":"\udc00"}""")]
    public void Duplicates_and_impossible_values_are_refused(string text) =>
        Assert.That(WireCodec.Read(text).Violation, Is.Not.Null);

    [TestCase("""{"type":"ping","shade":"mauve","nested":{"a":[1]}}""")]
    [TestCase("""{"$type":"call.hold","$id":"7","type":"ping"}""")]
    [TestCase("""{"later":1,"type":"ping"}""")]
    [TestCase("""{"type":"ping","req_id":null}""")]
    public void Unknown_members_are_ignored_and_optional_ones_may_be_null(string text) =>
        Assert.That(WireCodec.Read(text).Message, Is.EqualTo(new Ping()));

    [Test]
    public void A_violation_keeps_the_correlation_and_the_type_for_the_reply()
    {
        var violation = WireCodec.Read("""{"req_id":"req_9","type":"call.hold"}""").Violation;

        Assert.That(violation, Is.EqualTo(new ProtocolViolation("call.hold: 'call_id' is missing", "req_9", "call.hold")));
    }

    [Test]
    public void A_client_tolerates_open_sets_and_what_older_servers_leave_out()
    {
        var ended = WireCodec.ReadServer("""{"type":"call.ended","call_id":"a","reason":"eaten","duration_seconds":null}""");
        var error = WireCodec.ReadServer("""{"type":"error","code":"brand_new","message":""}""");
        var presence = WireCodec.ReadServer(
            """{"type":"presence.update","user_id":"u","name":"n","status":"dnd","updated_at":"2026-09-01T14:01:00.5+02:00"}""");

        Assert.That(ended.Message, Is.EqualTo(new CallEnded(new CallId("a"), "eaten", null)));
        Assert.That(((Error)error.Message!).Fatal, Is.False);
        Assert.That(((PresenceUpdate)presence.Message!).UpdatedAt, Is.EqualTo(new DateTimeOffset(2026, 9, 1, 12, 1, 0, 500, TimeSpan.Zero)));
    }

    [TestCase("""{"type":"call.answered","call_id":"a","answered_at":"yesterday"}""")]
    [TestCase("""{"type":"call.held","call_id":"a","held_by":"both"}""")]
    [TestCase("""{"type":"presence.list","users":[{"user_id":"u"}]}""")]
    public void A_server_message_that_does_not_fit_is_a_violation(string text) =>
        Assert.That(WireCodec.ReadServer(text).Violation, Is.Not.Null);
}
