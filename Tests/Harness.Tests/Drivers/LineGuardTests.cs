using System.Text;
using Harness.Drivers.Contract;
using Harness.Drivers.Remote;
using NUnit.Framework;

namespace Harness.Tests.Drivers;

/// <summary>What a driver prints to stdout is watched on its way, and passed on as it is.</summary>
public sealed class LineGuardTests
{
    [Test]
    public async Task Messages_pass_and_nothing_is_foreign()
    {
        const string lines = "{\"jsonrpc\":\"2.0\"}\n{ \"id\": 1 }\n\n";
        await using var guard = new LineGuard(new MemoryStream(Encoding.UTF8.GetBytes(lines)));

        Assert.That(await ReadAsync(guard), Is.EqualTo(lines));
        Assert.That(guard.ForeignLine, Is.Null);
    }

    [Test]
    public async Task The_first_line_that_is_no_message_is_remembered()
    {
        await using var guard = new LineGuard(new MemoryStream("{\"id\":1}\nListening on 8080\nmore\n"u8.ToArray()));

        await ReadAsync(guard);

        Assert.That(guard.ForeignLine, Is.EqualTo("Listening on 8080"));
    }

    [TestCase("{ a: 1 }")]
    [TestCase("[info] ready")]
    [TestCase("{}")]
    public async Task What_people_print_is_no_message(string line)
    {
        await using var guard = new LineGuard(new MemoryStream(Encoding.UTF8.GetBytes(line + "\n")));

        await ReadAsync(guard);

        Assert.That(guard.ForeignLine, Is.EqualTo(line));
    }

    [Test]
    public async Task A_line_that_never_ends_is_ended()
    {
        await using var guard = new LineGuard(new MemoryStream(new byte[DriverContract.LongestMessage + 1]));

        Assert.That(async () => await ReadAsync(guard), Throws.InstanceOf<IOException>().With.Message.Contains($"{DriverContract.LongestMessage} bytes"));
    }

    private static async Task<string> ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        return await reader.ReadToEndAsync();
    }
}
