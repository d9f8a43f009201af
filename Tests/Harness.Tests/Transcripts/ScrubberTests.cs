using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Transcripts;
using NUnit.Framework;

namespace Harness.Tests.Transcripts;

/// <summary>Secrets leave, names stay.</summary>
public sealed partial class ScrubberTests
{
    private const string Sdp = """
        v=0
        o=- 1 1 IN IP4 0.0.0.0
        s=-
        t=0 0
        m=audio 9 UDP/TLS/RTP/SAVPF 111 0 101 110
        a=setup:actpass
        a=ice-ufrag:hemlig
        a=ice-pwd:verysecretpassword1234
        a=fingerprint:sha-256 AB:CD
        a=rtpmap:111 opus/48000/2
        a=rtpmap:101 telephone-event/8000
        a=rtpmap:110 telephone-event/48000
        a=candidate:1 1 udp 2130706431 192.0.2.7 40000 typ host
        a=sendrecv
        """;

    private Scrubber _scrubber = new(new Dictionary<string, string>());

    [SetUp]
    public void MakeScrubber() => _scrubber = new Scrubber(new Dictionary<string, string> { [MadeRun.AliceId] = "alice", [MadeRun.Jwt] = "alice token 1", ["weird"] = "bob" });

    [GeneratedRegex(@"eyJ[\w-]+\.|whsec_|\bsk_|verysecret|hemlig|AB:CD|2c3cf6e5")]
    private static partial Regex Secret { get; }

    [TestCase("laptop is called weird here", ExpectedResult = "laptop is called <bob> here")]
    [TestCase("GET /v1/users/user_01hzk3n0a1b2c3d4e5f6g7h8j9/presence", ExpectedResult = "GET /v1/users/<alice>/presence")]
    [TestCase("Bearer " + MadeRun.Jwt, ExpectedResult = "Bearer <alice token 1>")]
    [TestCase("Bearer eyJhbGciOiJub25lIn0.e30.", ExpectedResult = "Bearer <token 1>")]
    [TestCase("Bearer opaque-token-of-somebody", ExpectedResult = "Bearer <token 1>")]
    [TestCase("Bearer sk_test_4eC39HqLyjWDarjtT1zdp7dc", ExpectedResult = "Bearer <key 1>")]
    [TestCase("whsec_test_7f3a", ExpectedResult = "<secret 1>")]
    [TestCase("t=1775831400,v1=2c3cf6e56f2e85726626648657ba9d57", ExpectedResult = "<signature 1>")]
    [TestCase("between 2026-09-01T12:00:05Z and 2026-09-01T12:00:05.123Z", ExpectedResult = "between <time 1> and <time 2>")]
    [TestCase("ws://127.0.0.1:40123/v1/webrtc", ExpectedResult = "ws://127.0.0.1:<port 1>/v1/webrtc")]
    [TestCase("no call_01hzk3p5d6e7f8g9h0j1k2m3n4, only call_01hzk3p5d6e7f8g9h0j1k2m3n5", ExpectedResult = "no <call 1>, only <call 2>")]
    [TestCase("a token cut as \"eyJhbGciOiJFUzI1NiIsInR5cCI6I…", ExpectedResult = "a token cut as \"<token>…")]
    [TestCase("{ req_id: \"req_lx_1\" }", ExpectedResult = "{ req_id: \"<req 1>\" }")]
    [TestCase("+14155550123 stays, so does opus/48000", ExpectedResult = "+14155550123 stays, so does opus/48000")]
    public string A_text_keeps_its_words(string text) => _scrubber.Text(text);

    [Test]
    public void The_same_value_has_the_same_name_wherever_it_stands()
    {
        var first = _scrubber.Fields(Map("""{"req_id":"my-own-request","call_id":"call_01hzk3p5d6e7f8g9h0j1k2m3n4"}"""));
        var second = _scrubber.Fields(Map("""{"message":"my-own-request is unknown","of":["call_01hzk3p5d6e7f8g9h0j1k2m3n4"]}"""));

        Assert.That(first.ToJsonString(Plain), Is.EqualTo("""{"req_id":"<req 1>","call_id":"<call 1>"}"""));
        Assert.That(second.ToJsonString(Plain), Is.EqualTo("""{"message":"<req 1> is unknown","of":["<call 1>"]}"""));
    }

    [Test]
    public void Names_are_numbered_in_order_of_appearance()
    {
        _scrubber.Fields(Map("""{"req_id":"b"}"""));
        var second = _scrubber.Fields(Map("""{"req_id":"a"}"""));

        Assert.That((string?)second["req_id"], Is.EqualTo("<req 2>"));
    }

    [Test]
    public void An_sdp_becomes_its_facts()
    {
        var scrubbed = _scrubber.Fields(new JsonObject { ["sdp"] = Sdp, ["again"] = Sdp });

        Assert.That((string?)scrubbed["sdp"], Is.EqualTo("<sdp 1 offer sendrecv opus,PCMU,telephone-event 1 candidate>"));
        Assert.That((string?)scrubbed["again"], Is.EqualTo((string?)scrubbed["sdp"]));
    }

    [Test]
    public void An_sdp_inside_a_sentence_becomes_its_facts_too()
    {
        var escaped = Sdp.ReplaceLineEndings("\\r\\n");

        Assert.That(_scrubber.Text($"instead of \"{escaped}\""), Is.EqualTo("instead of \"<sdp 1 offer sendrecv opus,PCMU,telephone-event 1 candidate>\""));
    }

    [TestCase("v=0\r\nm=audio 0 RTP/AVP 0\r\na=setup:active\r\n", ExpectedResult = "<sdp 1 answer sendrecv PCMU rejected no candidate>")]
    [TestCase("v=0\r\na=inactive\r\nm=audio 9 RTP/AVP 8 96\r\n", ExpectedResult = "<sdp 1 inactive PCMA,96 no candidate>")]
    [TestCase("v=0\r\nm=video 9 RTP/AVP 96\r\n", ExpectedResult = "<sdp 1 no audio>")]
    [TestCase("v=0\r\nm=audio\r\n", ExpectedResult = "<sdp 1 sendrecv no codec no candidate>")]
    public string A_strange_sdp_breaks_nothing(string sdp) => _scrubber.Text(sdp);

    [TestCase("""{"type":"authenticate","token":"secret-token-without-form"}""", ExpectedResult = """{"type":"authenticate","token":"<token 1>"}""")]
    [TestCase("""[1,null,true,"x"]""", ExpectedResult = """[1,null,true,"x"]""")]
    [TestCase("""{"broken":""", ExpectedResult = """{"broken":""")]
    [TestCase("""{"a":1,"a":2}""", ExpectedResult = """{"a":1,"a":2}""")]
    [TestCase("", ExpectedResult = "")]
    public string Json_in_a_text_is_scrubbed_member_by_member(string text) => _scrubber.Text(text);

    [Test]
    public void Nothing_secret_remains()
    {
        string[] texts =
        [
            MadeRun.Jwt, "Bearer " + MadeRun.Jwt, $"{{\"client_secret\":\"{MadeRun.Jwt}x\"}}", "token=" + MadeRun.Jwt + "&x=1",
            "whsec_abc", "sk_live_abc", "x sk_test_abc.", Sdp, $"{{\"sdp\":{System.Text.Json.JsonSerializer.Serialize(Sdp)}}}", "cut short {\"sdp\":\"" + Sdp.ReplaceLineEndings("\\n"),
            "a=ice-pwd:verysecretpassword1234", "a=ice-ufrag:hemlig", "a=fingerprint:sha-256 AB:CD", "{\"iceServers\":[{\"credential\":\"verysecret\",\"username\":\"hemlig\"}]}",
            "{\"X-DialStack-Signature\":\"t=1,v1=2c3cf6e5\"}", "{\"headers\":{\"Sec-WebSocket-Key\":\"verysecret\",\"Authorization\":\"Bearer verysecret\"}}",
            "wanted 1, got {\"credential\":\"verysecret\",\"sd", "{\"a\":1,\"a\":2,\"secret\":\"verysecret\"}",
            "got { text: \"[{\\\"credential\\\":\\\"verysecret\\\",\\\"x\\\":1… }",
            "candidate:1 1 udp 1 192.0.2.1 4 typ host ufrag hemlig", "{\"device_token\":\"verysecret\",\"ice_pwd\":\"verysecret\"}",
        ];

        Assert.Multiple(() =>
        {
            foreach (var text in texts)
            {
                Assert.That(Secret.Match(_scrubber.Text(text)).Value, Is.Empty, text);
                var fields = _scrubber.Fields(new JsonObject { ["list"] = new JsonArray(text), ["body"] = text });
                Assert.That(Secret.Match(fields.ToJsonString()).Value, Is.Empty, text);
            }
        });
    }

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonObject Map(string json) => JsonNode.Parse(json)!.AsObject();
}
