using NUnit.Framework;

namespace FakeDialStack.Tests.Rest;

internal sealed class MeTests : RestTests
{
    [Test]
    public async Task Ice_servers_are_on_loopback_and_expire()
    {
        Fake.Account.Settings = Fake.Account.Settings.WithLimit("ice_ttl", 5);

        var body = (await Fake.WithTokenAsync("GET", "/v1/webrtc/ice-servers")).Body;
        var servers = body["ice_servers"]!.AsArray();

        Assert.That((string?)body["expires_at"], Is.EqualTo("2026-09-01T12:00:05Z"));
        Assert.That(servers.Select(s => (string?)s!["urls"]![0]), Is.EqualTo((string[])["stun:127.0.0.1:3478", "turn:127.0.0.1:3478?transport=udp"]));
        Assert.That(servers[0]!.AsObject().Select(m => m.Key), Is.EqualTo((string[])["urls"]));
        Assert.That(servers[1]!.AsObject().Select(m => m.Key), Is.EqualTo((string[])["urls", "username", "credential"]));
    }

    [Test]
    public async Task Ice_credentials_differ_from_one_time_to_the_next()
    {
        var first = await Fake.WithTokenAsync("GET", "/v1/webrtc/ice-servers");
        Fake.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await Fake.WithTokenAsync("GET", "/v1/webrtc/ice-servers");

        Assert.That(Credential(second), Is.Not.EqualTo(Credential(first)));
    }

    [Test]
    public async Task The_directory_lists_the_other_users_of_the_account()
    {
        var ben = Fake.Account.CreateUser("Ben Example");
        Fake.Accounts.Create().CreateUser("Stranger");

        var answer = await Fake.WithTokenAsync("GET", "/v1/me/directory");

        Assert.That(
            answer.Text,
            Is.EqualTo(
                $$"""{"object":"list","url":"/v1/me/directory","next_page_url":null,"previous_page_url":null,"data":[{"user":"{{ben.Id}}","display_name":"Ben Example"}]}"""));
    }

    private static string? Credential(RestAnswer answer) => (string?)answer.Body["ice_servers"]![1]!["credential"];
}
