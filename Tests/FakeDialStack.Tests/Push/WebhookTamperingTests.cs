using System.Text.Json.Nodes;
using FakeDialStack.Push;
using NUnit.Framework;

namespace FakeDialStack.Tests.Push;

public sealed class WebhookTamperingTests
{
    private const string Body = """{"id":"evt_1","type":"call.end","created_at":"2026-09-01T12:00:00Z","account_id":"acct_1","data":{}}""";
    private static readonly DateTimeOffset s_now = new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase("none", true)]
    [TestCase("300s old", true)]
    [TestCase("other secret", false)]
    [TestCase("one byte", false)]
    [TestCase("no header", false)]
    [TestCase("malformed header", false)]
    [TestCase("short signature", false)]
    [TestCase("301s old", false)]
    [TestCase("301s ahead", false)]
    public void A_careful_receiver_notices(string name, bool genuine)
    {
        var (header, body) = WebhookTampering.Named(name).Apply("whsec_1", s_now, Body);

        Assert.That(WebhookSigner.Verify("whsec_1", header, body, s_now, TimeSpan.FromSeconds(300)), Is.EqualTo(genuine));
    }

    [Test]
    public void A_changed_byte_leaves_valid_JSON()
    {
        var (_, body) = WebhookTampering.Named("one byte").Apply("whsec_1", s_now, Body);

        Assert.That((string?)JsonNode.Parse(body)!["id"], Is.EqualTo("evt_0"));
    }

    [TestCase("soft")]
    [TestCase("s old")]
    [TestCase("-1s old")]
    public void An_unknown_name_is_a_mistake(string name) =>
        Assert.That(() => WebhookTampering.Named(name), Throws.ArgumentException.With.Message.Contains("301s old"));
}
