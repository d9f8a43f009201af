using System.Text.Json.Nodes;
using FakeDialStack.Media;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Media;

public sealed class SdpTests
{
    private const string Browser =
        "v=0\r\no=- 4611 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE a v d\r\na=msid-semantic: WMS\r\n"
        + "m=video 9 UDP/TLS/RTP/SAVPF 98\r\nc=IN IP4 0.0.0.0\r\na=mid:v\r\na=sendrecv\r\na=rtpmap:98 VP8/90000\r\n"
        + "m=audio 9 UDP/TLS/RTP/SAVPF 63 111 126 8 0 110\r\nc=IN IP4 0.0.0.0\r\na=mid:a\r\na=sendonly\r\na=setup:actpass\r\n"
        + "a=ice-ufrag:x\r\na=ice-pwd:0123456789012345678901\r\na=rtcp-mux\r\na=rtpmap:63 red/48000/2\r\na=rtpmap:111 opus/48000/2\r\n"
        + "a=rtpmap:126 telephone-event/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:110 telephone-event/48000\r\n"
        + "a=candidate:1 1 udp 2130706431 192.0.2.10 50000 typ host\r\n"
        + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=mid:d\r\n";

    [Test]
    public void An_answer_mirrors_the_offer()
    {
        var lines = Leg().Answer(Browser, needsCandidate: true).Sdp!.Split("\r\n");

        Assert.Multiple(() =>
        {
            Assert.That(lines.Where(l => l.StartsWith("m=", StringComparison.Ordinal)), Is.EqualTo(new[]
            {
                "m=video 0 UDP/TLS/RTP/SAVPF 98",
                "m=audio 40000 UDP/TLS/RTP/SAVPF 111 110 0",
                "m=application 0 UDP/DTLS/SCTP webrtc-datachannel",
            }));
            Assert.That(lines, Does.Contain("a=group:BUNDLE a").And.Contain("a=recvonly").And.Contain("a=setup:passive").And.Contain("a=rtcp-mux").And.Contain("a=mid:a"));
            Assert.That(lines, Does.Contain("a=candidate:1 1 udp 2130706431 127.0.0.1 40000 typ host"));
            Assert.That(lines.Count(l => l.StartsWith("a=fingerprint:sha-256 ", StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That(lines[^1], Is.Empty, "the last line ends, too");
        });
    }

    [TestCase("telephone-event/8000", "m=audio 40000 UDP/TLS/RTP/SAVPF 111 126 0")]
    [TestCase("none", "m=audio 40000 UDP/TLS/RTP/SAVPF 111 0")]
    public void Tones_are_taken_at_the_rate_that_is_offered(string offered, string expected)
    {
        var offer = Browser.Replace("a=rtpmap:110 telephone-event/48000\r\n", "", StringComparison.Ordinal);
        offer = offered == "none" ? offer.Replace("a=rtpmap:126 telephone-event/8000\r\n", "", StringComparison.Ordinal) : offer;

        Assert.That(Leg().Answer(offer, needsCandidate: false).Sdp, Does.Contain(expected));
    }

    [Test]
    public void An_offer_without_candidates_is_a_matter_of_policy()
    {
        var offer = Browser.Replace("a=candidate:1 1 udp 2130706431 192.0.2.10 50000 typ host\r\n", "", StringComparison.Ordinal);

        Assert.That(Leg().Answer(offer, needsCandidate: true).Refusal, Is.EqualTo(MediaRefusal.NoCandidate));
        Assert.That(Leg().Answer(offer, needsCandidate: false).Sdp, Does.Not.Contain("ice-ufrag").And.Not.Contain("candidate"));
    }

    [TestCase("")]
    [TestCase("v=0")]
    [TestCase("v=0\r\nm=audio\r\n")]
    [TestCase("v=0\r\nm=audio x UDP/TLS/RTP/SAVPF 0\r\n")]
    [TestCase("v=0\r\nnonsense\r\n")]
    [TestCase("{\"v\":0}")]
    public void What_is_no_description_is_told_apart(string text)
    {
        Assert.That(Leg().Answer(text, needsCandidate: false).Refusal, Is.EqualTo(MediaRefusal.NotSdp));
        Assert.That(Leg().Accept(text), Is.False);
    }

    [Test]
    public void The_servers_offer_is_one_that_its_own_reader_takes()
    {
        var leg = new CannedMediaGateway(7).Open();

        var offer = leg.Offer();

        Assert.That(leg.Accept(offer), Is.True);
        Assert.That(offer, Does.Contain("a=setup:actpass\r\n").And.Contain("m=audio 40000 UDP/TLS/RTP/SAVPF 111 110 0\r\n"));
        Assert.That(SdpDescription.Read(offer)!.Media.Single().HasCandidate, Is.True);
    }

    [Test]
    public void The_seed_decides_and_legs_differ()
    {
        var gateway = new CannedMediaGateway(7);
        var first = gateway.Open().Offer();

        Assert.That(new CannedMediaGateway(7).Open().Offer(), Is.EqualTo(first));
        Assert.That(gateway.Open().Offer(), Is.Not.EqualTo(first));
        Assert.That(new CannedMediaGateway(8).Open().Offer(), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task A_client_that_accepts_no_candidates_is_told_so()
    {
        await using var fake = await TestFake.StartAsync(("candidateless_offer", "error"));
        var client = await fake.ConnectAsync(await fake.UserAsync());
        var bare = TestClient.Offer.Replace("a=candidate:1 1 udp 2130706431 192.0.2.10 50000 typ host\r\n", "", StringComparison.Ordinal);

        await client.SendAsync("call.create", new JsonObject { ["destination"] = "105", ["sdp"] = bare, ["req_id"] = "c" });

        await client.ExpectErrorAsync("call_failed", fatal: false, "c");
    }

    private static IMediaLeg Leg() => new CannedMediaGateway(7).Open();
}
