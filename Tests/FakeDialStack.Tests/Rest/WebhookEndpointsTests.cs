using NUnit.Framework;

namespace FakeDialStack.Tests.Rest;

internal sealed class WebhookEndpointsTests : RestTests
{
    [Test]
    public async Task The_secret_is_shown_once()
    {
        var created = await Fake.WithKeyAsync("POST", "/v1/webhook_endpoints", """{"url":"http://backend.test/hooks","enabled_events":["call.end"]}""");
        var listed = await Fake.WithKeyAsync("GET", "/v1/webhook_endpoints");

        Assert.That(created.Status, Is.EqualTo(201));
        Assert.That((string?)created.Body["secret"], Is.EqualTo(Fake.Account.WebhookEndpoints[0].Secret));
        Assert.That((string?)created.Body["status"], Is.EqualTo("enabled"));
        Assert.That(listed.Text, Does.Not.Contain("secret").And.Contains("http://backend.test/hooks").And.Contains("call.end"));
    }

    [Test]
    public async Task An_endpoint_is_removed()
    {
        var id = (string?)(await Fake.WithKeyAsync("POST", "/v1/webhook_endpoints", """{"url":"http://backend.test/hooks"}""")).Body["id"];

        Assert.That((await Fake.WithKeyAsync("DELETE", $"/v1/webhook_endpoints/{id}")).Status, Is.EqualTo(204));
        Assert.That((await Fake.WithKeyAsync("DELETE", $"/v1/webhook_endpoints/{id}")).Status, Is.EqualTo(404));
        Assert.That(Fake.Account.WebhookEndpoints, Is.Empty);
    }

    [TestCase("""{}""", 400)]
    [TestCase("""{"url":"http://backend.test","enabled_events":"all"}""", 400)]
    [TestCase("""{"url":"http://backend.test","enabled_events":[1]}""", 400)]
    [TestCase("""{"url":"/hooks"}""", 422)]
    [TestCase("""{"url":"file:///etc/passwd"}""", 422)]
    public async Task A_bad_endpoint_is_refused(string body, int status) =>
        Assert.That((await Fake.WithKeyAsync("POST", "/v1/webhook_endpoints", body)).Status, Is.EqualTo(status));
}
