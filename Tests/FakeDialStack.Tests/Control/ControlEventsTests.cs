using System.Text.Json.Nodes;
using FakeDialStack.Control;
using FakeDialStack.Frames;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Control;

/// <summary>What happens, as it happens.</summary>
public sealed class ControlEventsTests
{
    [Test]
    public async Task Entries_name_the_lane_of_whose_socket_it_is()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        using var events = await control.EventsAsync();
        var alice = await fake.UserAsync();
        await fake.ConnectAsync(alice, "laptop");
        await fake.ConnectAsync(alice, "phone");

        var (open, _) = await events.EntryAsync("ws.open");
        var (first, _) = await events.EntryAsync("authenticated");
        var (second, _) = await events.EntryAsync("authenticated");
        await control.PostAsync("sessions/phone-1/faults", new JsonObject { ["fault"] = "drop" });
        var (fault, _) = await events.EntryAsync("drop");
        await events.EntryAsync("ws.close");
        await fake.ConnectAsync(alice, "phone");
        var (third, _) = await events.EntryAsync("authenticated");

        Assert.Multiple(() =>
        {
            Assert.That(((string?)open["kind"], (string?)open["from"], (string?)open["to"]), Is.EqualTo(("socket", "laptop", "server")));
            Assert.That(((string?)first["kind"], (string?)first["from"], (string?)first["to"]), Is.EqualTo(("message", "server", "alice")));
            Assert.That((string?)second["to"], Is.EqualTo("alice 2"));
            Assert.That(((string?)fault["kind"], (string?)fault["from"], (string?)fault["to"]), Is.EqualTo(("fault", "network", "alice 2")));
            Assert.That((string?)third["to"], Is.EqualTo("alice 2"));
        });
    }

    [Test]
    public async Task Who_comes_back_gets_what_was_missed_and_nothing_twice()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        await fake.UserAsync();
        string last;
        long number;
        using (var events = await control.EventsAsync())
        {
            await control.PostAsync("users/alice/expire");
            var (entry, id) = await events.EntryAsync("tokens expire");
            (last, number) = (id, (long)entry["number"]!);
        }

        await control.PostAsync("users/alice/revoke");
        using var resumed = await control.EventsAsync(last);
        var (type, _, data) = await resumed.NextAsync();

        Assert.That((type, (long?)JsonNode.Parse(data)!["number"]), Is.EqualTo(("entry", number + 1)));
    }

    [Test]
    public async Task Numbers_of_another_run_are_a_gap()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        await fake.UserAsync();
        await control.PostAsync("users/alice/expire");

        using var events = await control.EventsAsync("00000000-7");

        Assert.That((await events.NextAsync()).Event, Is.EqualTo("gap"));
        Assert.That((long?)(await events.EntryAsync("tokens expire")).Entry["number"], Is.EqualTo(1));
    }

    [Test]
    public async Task Nothing_secret_is_in_it()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        var alice = await fake.UserAsync();
        var token = await fake.TokenAsync(alice);
        var client = await fake.OpenAsync("laptop");
        await client.AuthenticateAsync(token);
        await client.DialAsync();
        await fake.SignalAsync("200");
        await client.ExpectAsync("sdp.answer");
        await client.SendTextAsync($$"""{"type":"authenticate","token":"{{token}}" broken, "sdp":"v=0\r\na=ice-pwd:0123456789012345678901\r\n", "client_secret":"s3cr3t-value" """);
        await client.SendFrameAsync(Frame.Text($"just a token {token}"));
        await client.SettleAsync();
        using (var http = new HttpClient { BaseAddress = fake.Server.RestBase })
        {
            http.DefaultRequestHeaders.Add("Authorization", $"Bearer {fake.Account.PlatformKey}");
            using var minted = await http.PostAsync(new Uri("v1/user_sessions", UriKind.Relative), new StringContent($$"""{"user":"{{alice.Id.Value}}"}"""));
            Assert.That((int)minted.StatusCode, Is.EqualTo(201));
        }

        var said = (await control.GetAsync("transcript")).ToJsonString();

        // The tokens' last part is what must not be known; 'abcd' and the long number are those of TestClient's offer.
        Assert.Multiple(() =>
        {
            Assert.That(said, Does.Contain("authenticate").And.Contain("call.create").And.Contain("ws.text").And.Contain("201 POST /v1/user_sessions"));
            Assert.That(said, Does.Not.Contain("eyJ"));
            Assert.That(said, Does.Not.Contain(token.Split('.')[2]));
            Assert.That(said, Does.Not.Contain("0123456789012345678901"));
            Assert.That(said, Does.Not.Contain("ice-ufrag:abcd"));
            Assert.That(said, Does.Not.Contain("s3cr3t-value"));
            Assert.That(said, Does.Not.Contain(fake.Account.PlatformKey));
            Assert.That(said, Does.Not.Match("sha-256 [0-9A-F]{2}:"));
        });
    }
}
