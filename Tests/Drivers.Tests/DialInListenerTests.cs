using System.Net.WebSockets;
using Harness.Drivers.DialIn;
using Harness.Engine.Playing;
using NUnit.Framework;

namespace Drivers.Tests;

/// <summary>Of those who dial in, the newest that is meant is taken, and nobody is sent away for somebody who is not.</summary>
public sealed class DialInListenerTests
{
    [Test]
    public async Task Somebody_else_at_the_door_does_not_send_the_driver_away()
    {
        await using var listener = await DialInListener.StartAsync(NetworkReach.Loopback, 0, null, null);
        using var meant = await DialAsync(listener, "&browser=7");
        using var stranger = await DialAsync(listener, "");

        var link = await listener.NextAsync("7", CancellationToken.None);

        Assert.That(link.Tag, Is.EqualTo("7"));
        Assert.That(link.IsGone, Is.False);
        await link.DisposeAsync();
    }

    [Test]
    public async Task A_wrong_secret_is_refused()
    {
        await using var listener = await DialInListener.StartAsync(NetworkReach.Loopback, 0, null, null);
        using var socket = new ClientWebSocket();
        var url = new UriBuilder(listener.Url) { Query = "secret=guess" }.Uri;

        Assert.That(async () => await socket.ConnectAsync(url, CancellationToken.None), Throws.InstanceOf<WebSocketException>().With.Message.Contains("403"));
    }

    private static async Task<ClientWebSocket> DialAsync(DialInListener listener, string more)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(listener.Url + more), CancellationToken.None);
        return socket;
    }
}
