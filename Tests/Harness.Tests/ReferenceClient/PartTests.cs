using Fixtures.ReferenceClient;
using NUnit.Framework;

namespace Harness.Tests.ReferenceClient;

/// <summary>The small parts of the client that need no server.</summary>
public sealed class PartTests
{
    [TestCase("(415) 555-0123", "+14155550123")]
    [TestCase("1 415 555 0123", "+14155550123")]
    [TestCase("+44 20 7946 0123", "+442079460123")]
    [TestCase("105", "105")]
    [TestCase("*72", "*72")]
    [TestCase("911", "911")]
    [TestCase("933", "933")]
    [TestCase("#9d", "#9D")]
    public void A_destination_is_sent_clean(string typed, string sent) =>
        Assert.That(Destination.Clean(typed), Is.EqualTo(sent));

    [TestCase("")]
    [TestCase("call me")]
    [TestCase("sip:ann@example.com")]
    [TestCase("+123456789012345678901234567890123")]
    public void What_cannot_be_dialled_is_not_sent(string typed) => Assert.That(Destination.Clean(typed), Is.Null);

    [TestCase("https://api.dev.dialstack.example", "wss://webrtc.dev.dialstack.example/v1/webrtc")]
    [TestCase("http://localhost:8080", "ws://localhost:8080/v1/webrtc")]
    [TestCase("https://gateway.example.com/prefix/", "wss://gateway.example.com/prefix/v1/webrtc")]
    [TestCase("http://laptop.fake.test/v1/webrtc", "ws://laptop.fake.test/v1/webrtc")]
    public void The_signalling_address_follows_from_the_rest_base(string rest, string signalling) =>
        Assert.That(SignallingUrl.Derive(new Uri(rest)), Is.EqualTo(new Uri(signalling)));

    [Test]
    public void Backoff_climbs_with_jitter_between_half_the_step_and_the_step()
    {
        var rules = SoftphoneRules.Reference.Connection;
        int[] steps = [1, 2, 4, 8, 16, 30, 30, 30];

        for (var seed = 0; seed < 50; seed++)
        {
            var backoff = new Backoff(rules.BackoffSteps, rules.Jitter, new Random(seed));
            foreach (var step in steps)
            {
                Assert.That(backoff.Next().TotalSeconds, Is.InRange(step / 2.0, step));
            }
        }
    }

    [Test]
    public void Backoff_begins_anew_after_a_reset()
    {
        var rules = SoftphoneRules.Reference.Connection;
        var backoff = new Backoff(rules.BackoffSteps, rules.Jitter, new Random(1));
        backoff.Next();
        backoff.Next();

        backoff.Reset();

        Assert.That(backoff.Next().TotalSeconds, Is.InRange(0.5, 1));
    }

    [TestCase("opaque")]
    [TestCase("a.b.c")]
    [TestCase("a.e30.c")]
    [TestCase("a.eyJleHAiOiJzb29uIn0.c")]
    [TestCase("a.!!!.c")]
    [TestCase("")]
    public void A_token_without_readable_expiry_has_none(string token) => Assert.That(TokenClaims.ExpiresAt(token), Is.Null);

    [Test]
    public void The_expiry_of_a_token_is_read() =>
        Assert.That(TokenClaims.ExpiresAt(MadeToken.ExpiringAt(1_790_000_000)), Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000)));

    [Test]
    public void Each_peer_connection_has_secrets_of_its_own()
    {
        var chance = new Random(7);
        var one = MediaSecrets.Make(chance);
        var other = MediaSecrets.Make(chance);

        Assert.That(one, Is.Not.EqualTo(other));
        Assert.That(one, Is.EqualTo(MediaSecrets.Make(new Random(7))));
    }

    [Test]
    public void An_answer_takes_over_the_media_id_of_the_offer()
    {
        var secrets = MediaSecrets.Make(new Random(1));
        var offer = MadeSdp.Offer(secrets, 1, 1).Replace("a=mid:0", "a=mid:audio", StringComparison.Ordinal);

        var answer = MadeSdp.Answer(MediaSecrets.Make(new Random(2)), 2, 1, offer);

        Assert.That(answer, Does.Contain("a=mid:audio\r\n").And.Contain("a=group:BUNDLE audio\r\n").And.Contain("a=setup:active\r\n"));
    }

    [Test]
    public void A_description_offers_what_the_gateway_needs()
    {
        var offer = MadeSdp.Offer(MediaSecrets.Make(new Random(1)), 1, 1);

        Assert.That(offer, Does.Contain("UDP/TLS/RTP/SAVPF").And.Contain("opus/48000").And.Contain("telephone-event/8000")
            .And.Contain("a=candidate:").And.Contain("a=fingerprint:sha-256").And.Contain("a=setup:actpass").And.Contain("a=sendrecv"));
    }
}
