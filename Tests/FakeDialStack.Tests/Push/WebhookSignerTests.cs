using System.Text;
using FakeDialStack.Push;
using NUnit.Framework;

namespace FakeDialStack.Tests.Push;

public sealed class WebhookSignerTests
{
    private const string Secret = "whsec_test_7f3a";
    private const string Header = "t=1775831400,v1=2c3cf6e56f2e85726626648657ba9d57a0e2696ce06b78a04057dddea0f102ff";
    private static readonly DateTimeOffset s_at = new(2026, 4, 10, 14, 30, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(300);
    private static readonly byte[] s_body = Encoding.UTF8.GetBytes(
        """{"id":"evt_01h2xcejqtf2nbrexx3vqjhp50","type":"call.mobile_push_wakeup","created_at":"2026-04-10T14:30:00Z","account_id":"acct_01h2xcejqtf2nbrexx3vqjhp41","data":{"call_id":"call_01h2xcejqtf2nbrexx3vqjhp45","user_id":"user_01h2xcejqtf2nbrexx3vqjhp42","from_number":"+14155550100","from_name":null,"to_number":"+14155550199","ringing_at":"2026-04-10T14:30:00Z"}}""");

    [Test]
    public void The_test_vector_of_the_protocol_comes_out()
    {
        Assert.That(s_body, Has.Length.EqualTo(361));
        Assert.That(WebhookSigner.Sign(Secret, s_at, s_body), Is.EqualTo(Header));
    }

    [TestCase(0, true)]
    [TestCase(300, true)]
    [TestCase(-300, true)]
    [TestCase(301, false)]
    [TestCase(-301, false)]
    public void A_signature_holds_for_five_minutes_either_way(int seconds, bool holds) =>
        Assert.That(WebhookSigner.Verify(Secret, Header, s_body, s_at.AddSeconds(seconds), s_tolerance), Is.EqualTo(holds));

    [Test]
    public void Another_secret_or_another_byte_does_not_fit()
    {
        byte[] altered = [.. s_body];
        altered[10] ^= 1;

        Assert.That(WebhookSigner.Verify("whsec_other", Header, s_body, s_at, s_tolerance), Is.False);
        Assert.That(WebhookSigner.Verify(Secret, Header, altered, s_at, s_tolerance), Is.False);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("v1=2c3c")]
    [TestCase("t=,v1=2c3c")]
    [TestCase("t=-1,v1=2c3c")]
    [TestCase("t=99999999999999999999,v1=2c3c")]
    [TestCase("t=999999999999999999,v1=2c3c")]
    [TestCase("t=1775831400")]
    [TestCase("t=1775831400,v1=2c3cf6e5")]
    public void A_header_that_is_none_does_not_fit(string? header) =>
        Assert.That(WebhookSigner.Verify(Secret, header, s_body, s_at, s_tolerance), Is.False);
}
