using Harness.Engine.Matching;
using NUnit.Framework;

namespace Harness.Tests.Engine.Matching;

/// <summary>What scenarios may say about a session description.</summary>
public sealed class SdpFactsTests
{
    public const string Offer =
        "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111 0 101\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:abcd\r\n"
        + "a=ice-pwd:0123456789012345678901\r\na=fingerprint:sha-256 00:11\r\na=setup:actpass\r\na=sendrecv\r\na=rtpmap:111 opus/48000/2\r\n"
        + "a=rtpmap:101 telephone-event/8000\r\na=candidate:1 1 udp 2 192.0.2.1 4000 typ host\r\na=candidate:2 1 udp 1 192.0.2.2 4000 typ host\r\n";

    [Test]
    public void The_audio_line_and_its_attributes_are_read()
    {
        var facts = Read(Offer);

        Assert.Multiple(() =>
        {
            Assert.That(facts.Direction, Is.EqualTo("sendrecv"));
            Assert.That(facts.Codecs, Is.EqualTo(new[] { "opus", "PCMU", "telephone-event" }));
            Assert.That(facts.Candidates, Is.EqualTo(2));
            Assert.That((facts.Ufrag, facts.Password), Is.EqualTo(("abcd", "0123456789012345678901")));
            Assert.That(facts.OfferProblem, Is.Null);
        });
    }

    [TestCase("a=sendrecv\r\n", "", "sendrecv")]
    [TestCase("a=sendrecv", "a=sendonly", "sendonly")]
    [TestCase("a=sendrecv", "a=inactive", "inactive")]
    public void A_direction_that_is_missing_is_sendrecv(string old, string now, string direction) =>
        Assert.That(Read(Offer.Replace(old, now, StringComparison.Ordinal)).Direction, Is.EqualTo(direction));

    [Test]
    public void Attributes_of_the_session_hold_for_its_audio()
    {
        var facts = Read(Offer
            .Replace("a=sendrecv\r\n", "", StringComparison.Ordinal)
            .Replace("t=0 0\r\n", "t=0 0\r\na=recvonly\r\na=fingerprint:sha-256 00:11\r\n", StringComparison.Ordinal));

        Assert.That((facts.Direction, facts.OfferProblem), Is.EqualTo(("recvonly", (string?)null)));
    }

    [Test]
    public void Another_media_line_has_its_own_attributes()
    {
        var facts = Read(Offer + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=inactive\r\na=rtpmap:96 VP8/90000\r\na=candidate:3 1 udp 1 192.0.2.3 4000 typ host\r\n");

        Assert.That((facts.Direction, facts.Candidates, facts.Codecs.Count), Is.EqualTo(("sendrecv", 2, 3)));
    }

    [TestCase("m=audio 9 UDP/TLS/RTP/SAVPF 111 0 101", "m=video 9 UDP/TLS/RTP/SAVPF 111", "no audio m-line")]
    [TestCase("UDP/TLS/RTP/SAVPF", "RTP/AVP", "not DTLS-SRTP")]
    [TestCase("a=fingerprint:sha-256 00:11\r\n", "", "no fingerprint")]
    [TestCase("a=ice-pwd:0123456789012345678901\r\n", "", "no ICE credentials")]
    [TestCase("a=setup:actpass\r\n", "", "no setup role")]
    public void What_a_browser_would_refuse_is_named(string old, string now, string problem) =>
        Assert.That(Read(Offer.Replace(old, now, StringComparison.Ordinal)).OfferProblem, Does.Contain(problem));

    [TestCase("")]
    [TestCase("hello")]
    [TestCase("{}")]
    public void Other_text_is_no_description(string text) => Assert.That(SdpFacts.TryRead(text), Is.Null);

    [TestCase("v=0")]
    [TestCase("v=0\r\nm=audio ")]
    [TestCase("v=0\nm=audio 9 X\na=rtpmap:\na=ice-ufrag")]
    public void Broken_descriptions_are_read_as_far_as_they_go(string text) => Assert.That(Read(text).OfferProblem, Is.Not.Null);

    private static SdpFacts Read(string text) => SdpFacts.TryRead(text)!;
}
