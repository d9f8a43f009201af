using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using FakeDialStack.Control;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Control;

/// <summary>Who is let in to the control API, and what is said to bad requests.</summary>
public sealed class ControlGateTests
{
    [TestCase("Origin", "http://evil.example", "other_origin")]
    [TestCase("Origin", "null", "other_origin")]
    [TestCase("Sec-Fetch-Site", "cross-site", "other_origin")]
    [TestCase("Sec-Fetch-Site", "same-site", "other_origin")]
    [TestCase("Host", "evil.example", "other_host")]
    [TestCase("Host", "127.0.0.1.evil.example", "other_host")]
    public async Task Pages_of_other_origins_are_kept_out(string header, string value, string code)
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);

        foreach (var path in new[] { "users", "events", "nowhere" })
        {
            var refused = await control.RefusedAsync(HttpMethod.Get, path, null, (header, value));

            Assert.That((refused.Status, refused.Code), Is.EqualTo((403, code)), path);
        }
    }

    [Test]
    public async Task The_console_itself_and_programs_are_let_in()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var http = new HttpClient { BaseAddress = fake.Server.RestBase };
        http.DefaultRequestHeaders.Add("Origin", fake.Server.RestBase.GetLeftPart(UriPartial.Authority));
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        using var answer = await http.GetAsync(new Uri("control/state", UriKind.Relative));

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task With_a_token_nobody_gets_in_without_it()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions { Token = "open-sesame" });
        using var control = new ControlClient(fake);
        using var http = new HttpClient { BaseAddress = fake.Server.RestBase };

        var without = await control.RefusedAsync(HttpMethod.Get, "users");
        var wrong = await control.RefusedAsync(HttpMethod.Get, "events", null, ("Authorization", "Bearer open-sesamf"));
        http.DefaultRequestHeaders.Add("Authorization", "Bearer open-sesame");
        http.DefaultRequestHeaders.Add("Host", "fake.example");
        using var right = await http.GetAsync(new Uri("control/users", UriKind.Relative));

        Assert.That((without.Status, wrong.Status, (int)right.StatusCode), Is.EqualTo((401, 401, 200)));
    }

    [Test]
    public async Task Bad_bodies_get_one_error_that_says_all()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);

        async Task<(int Status, string Text)> Post(string text, string type = "application/json")
        {
            using var content = new StringContent(text, Encoding.UTF8, type);
            var refused = await control.RefusedAsync(HttpMethod.Post, "calls", content);
            return (refused.Status, refused.Text);
        }

        Assert.Multiple(async () =>
        {
            Assert.That((await Post("{")).Text, Does.Contain("no JSON object"));
            Assert.That((await Post("[1]")).Text, Does.Contain("no JSON object"));
            Assert.That((await Post("""{"to":"a","to":"b"}""")).Text, Does.Contain("no JSON object"));
            Assert.That((await Post("""{"to":"\ud800"}""")).Status, Is.EqualTo(400));
            Assert.That((await Post("""{"to":1,"too":2}""")).Text, Does.Contain("'to' must be a string").And.Contain("there is no member 'too'"));
            Assert.That((await Post("""{"to":"a"}""", "text/plain")).Status, Is.EqualTo(415));
            Assert.That((await Post($$"""{"to":"{{new string('a', 70_000)}}"}""")).Status, Is.EqualTo(413));
            Assert.That((await control.RefusedAsync("users/alice/tokens", new JsonObject { ["ttl"] = "soon" })).Status, Is.EqualTo(404));
            Assert.That((await control.RefusedAsync(HttpMethod.Put, "calls", JsonContent.Create(new { to = "a" }))).Status, Is.EqualTo(405));
            Assert.That((await control.RefusedAsync(HttpMethod.Get, "nowhere")).Text, Does.Contain("openapi.json"));
        });
    }
}
