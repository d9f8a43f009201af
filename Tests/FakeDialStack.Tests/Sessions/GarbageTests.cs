using System.Text;
using System.Text.Json.Nodes;
using FakeDialStack.Frames;
using FakeDialStack.Protocol;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Sessions;

public sealed class GarbageTests
{
    private static readonly string[] s_values =
    [
        "null", "0", "-1.5e300", "true", "\"\"", "\"call_x\"", "\"\\ud800\"", "[]", "{}", "[null]", "\"v=0\\r\\nm=audio 9 X 0\\r\\n\"", "\"105\"", "{\"a\":{\"a\":{}}}",
    ];

    [Test]
    public async Task Made_up_messages_get_errors_of_the_catalogue_and_harm_nobody([Range(1, 8)] int seed)
    {
        await using var fake = await TestFake.StartAsync(("ping_interval", "1h"));
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        var random = new Random(seed);
        var callId = await client.CallAsync();

        for (var i = 0; i < 400; i++)
        {
            await client.SendTextAsync(Message(random, callId));
            if (i % 40 == 39)
            {
                await fake.AdvanceAsync(TimeSpan.FromSeconds(1));
            }
        }

        await fake.AdvanceAsync(TimeSpan.FromSeconds(2));
        await client.SettleAsync();
        var sent = (await fake.EventsAsync()).OfType<FrameSentOut>().Where(f => f.OpCode == OpCode.Text).ToList();
        foreach (var frame in sent)
        {
            Assert.That(MessageCatalogue.Validate(Direction.ServerToClient, (JsonObject)JsonNode.Parse(frame.Text)!), Is.Null, frame.Text);
        }
    }

    [Test]
    public async Task Random_bytes_end_a_socket_at_worst([Range(1, 8)] int seed)
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var healthy = await fake.ConnectAsync(alice, "healthy");
        var random = new Random(seed);

        for (var i = 0; i < 10; i++)
        {
            var (_, _, stream) = await TestClient.UpgradeAsync(fake, $"garbage{i}", new Dictionary<string, string>());
            await using (stream)
            {
                var bytes = new byte[random.Next(1, 2000)];
                random.NextBytes(bytes);
                await stream.WriteAsync(bytes);
            }

            await fake.EventAsync<SocketClosed>(e => e.Peer == $"garbage{i}");
        }

        Assert.That(await healthy.SettleAsync(), Is.Empty);
    }

    private static string Message(Random random, string callId)
    {
        var shape = MessageCatalogue.ClientToServer[random.Next(MessageCatalogue.ClientToServer.Count)];
        var text = new StringBuilder("{\"type\":").Append(random.Next(8) == 0 ? Value(random) : $"\"{shape.Type}\"");
        foreach (var field in shape.Fields.Where(_ => random.Next(6) > 0))
        {
            var value = field.Name == "call_id" && random.Next(3) > 0 ? $"\"{callId}\"" : Value(random);
            text.Append(",\"").Append(field.Name).Append("\":").Append(value);
        }

        if (random.Next(10) == 0)
        {
            text.Append(",\"type\":\"ping\"");
        }

        text.Append('}');
        var whole = text.ToString();
        return random.Next(10) == 0 ? whole[..random.Next(whole.Length)] : whole;
    }

    private static string Value(Random random) => s_values[random.Next(s_values.Length)];
}
