using FakeDialStack.Protocol;

namespace FakeDialStack.Tests.Protocol;

/// <summary>One example of every message, in the order of the catalogue (section D).</summary>
internal static class Examples
{
    private const string Sdp = """v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\n""";
    private const string Call = "call_01hzk3p5d6e7f8g9h0j1k2m3n4";
    private const string Ben = "user_01hzk3n0a1b2c3d4e5f6g7h8k0";

    /// <summary>Section D.1.</summary>
    public static IReadOnlyList<string> FromClient { get; } =
    [
        """{"type":"authenticate","req_id":"req_a1","token":"eyJhbGciOiJFZERTQSJ9.e30.c2ln","emergency_address_id":"emerg_01hzk3r2k3m4n5p6q7r8s9t0v1"}""",
        """{"type":"auth.refresh","req_id":"req_a2","token":"eyJhbGciOiJFZERTQSJ9.e30.bmV3"}""",
        """{"type":"ping","req_id":"req_a3"}""",
        $$"""{"type":"call.create","req_id":"req_a4","destination":"+14155550123","sdp":"{{Sdp}}"}""",
        $$"""{"type":"call.answer","req_id":"req_a5","call_id":"{{Call}}"}""",
        $$"""{"type":"call.reject","call_id":"{{Call}}","reason":"busy"}""",
        $$"""{"type":"call.hangup","req_id":"req_a6","call_id":"{{Call}}"}""",
        $$"""{"type":"call.hold","call_id":"{{Call}}"}""",
        $$"""{"type":"call.resume","call_id":"{{Call}}"}""",
        $$"""{"type":"call.mute","call_id":"{{Call}}"}""",
        $$"""{"type":"call.unmute","call_id":"{{Call}}"}""",
        $$"""{"type":"call.transfer","req_id":"req_a7","call_id":"{{Call}}","destination":"105"}""",
        $$"""{"type":"call.transfer.attended","req_id":"req_a8","call_id":"{{Call}}","step":"consult","destination":"106","sdp":"{{Sdp}}"}""",
        $$"""{"type":"call.transfer.attended","req_id":"req_a9","call_id":"{{Call}}","step":"complete"}""",
        $$"""{"type":"sdp.offer","call_id":"{{Call}}","sdp":"{{Sdp}}"}""",
        $$"""{"type":"sdp.answer","call_id":"{{Call}}","sdp":"{{Sdp}}"}""",
        $$"""{"type":"ice.candidate","call_id":"{{Call}}","candidate":"candidate:1 1 udp 2130706431 192.0.2.10 50000 typ host","sdp_mid":"0","sdp_m_line_index":0}""",
        $$"""{"type":"ice.done","call_id":"{{Call}}"}""",
        $$"""{"type":"presence.subscribe","req_id":"req_b1","users":["{{Ben}}"]}""",
    ];

    /// <summary>Section D.2.</summary>
    public static IReadOnlyList<string> FromServer { get; } =
    [
        """{"type":"authenticated","req_id":"req_a1","user_id":"user_01hzk3n0a1b2c3d4e5f6g7h8j9","account_id":"acct_01hzk3m9q2r4s6t8v0w1x3y5z7","reconnected":false}""",
        """{"type":"auth.refreshed","req_id":"req_a2"}""",
        """{"type":"pong","req_id":"req_a3"}""",
        """{"type":"network.changed"}""",
        """{"type":"error","code":"emergency_address_required","message":"Register an emergency address first","req_id":"req_a4","fatal":false}""",
        $$"""{"type":"error","code":"presence_unavailable","message":"1 target could not be watched","req_id":"req_b1","fatal":false,"context":{"users":["{{Ben}}"]} }""",
        $$"""{"type":"call.trying","req_id":"req_a4","call_id":"{{Call}}"}""",
        $$"""{"type":"call.ringing","call_id":"{{Call}}"}""",
        $$"""{"type":"call.incoming","call_id":"{{Call}}","from":"+14155550100","from_name":null,"to":"+14155550199"}""",
        $$"""{"type":"call.answered","call_id":"{{Call}}","answered_at":"2026-09-01T12:00:05Z"}""",
        $$"""{"type":"call.held","call_id":"{{Call}}","held_by":"remote"}""",
        $$"""{"type":"call.resumed","call_id":"{{Call}}"}""",
        $$"""{"type":"call.ended","call_id":"{{Call}}","reason":"hangup","duration_seconds":42}""",
        $$"""{"type":"call.restored","call_id":"{{Call}}","state":"active","from":"+14155550100","from_name":"Ann Example","to":"+14155550199","direction":"inbound","answered_at":"2026-09-01T12:00:05Z"}""",
        $$"""{"type":"sdp.offer","call_id":"{{Call}}","sdp":"{{Sdp}}"}""",
        $$"""{"type":"sdp.pranswer","call_id":"{{Call}}","sdp":"{{Sdp}}"}""",
        $$"""{"type":"sdp.answer","call_id":"{{Call}}","sdp":"{{Sdp}}"}""",
        $$"""{"type":"ice.candidate","call_id":"{{Call}}","candidate":"candidate:2 1 udp 2130706430 198.51.100.7 40000 typ host","sdp_mid":null,"sdp_m_line_index":null}""",
        $$"""{"type":"ice.done","call_id":"{{Call}}"}""",
        $$"""{"type":"presence.list","req_id":"req_b1","users":[{"user_id":"{{Ben}}","name":"Ben Example","status":"on_call","do_not_disturb":false,"status_text":null,"updated_at":"2026-09-01T11:59:00Z"}]}""",
        $$"""{"type":"presence.update","user_id":"{{Ben}}","name":"Ben Example","status":"available","do_not_disturb":true,"status_text":null,"updated_at":"2026-09-01T12:01:00Z"}""",
    ];

    /// <summary>The examples of a direction.</summary>
    public static IReadOnlyList<string> Of(Direction direction) => direction == Direction.ClientToServer ? FromClient : FromServer;
}
