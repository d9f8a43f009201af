using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fixtures.ReferenceClient;

/// <summary>The server refused the upgrade, or its answer is none (CONN-03).</summary>
/// <param name="status">HTTP status; 101 when the answer was an upgrade that must not be used.</param>
/// <param name="message">What was wrong.</param>
public sealed class UpgradeRefusedException(int status, string message) : IOException(message)
{
    /// <summary>HTTP status of the answer.</summary>
    public int Status { get; } = status;
}

/// <summary>The opening handshake of RFC 6455 §4, written out by hand: every header is the client's own choice.</summary>
internal static class Upgrade
{
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int LongestHead = 16 * 1024;

    /// <summary>The request, ready to be written.</summary>
    public static byte[] Request(Uri url, string key, UpgradeRules rules, string? token)
    {
        var target = url.PathAndQuery + rules.Query(token);
        var head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"GET {target} HTTP/1.1\r\n")
            .Append(CultureInfo.InvariantCulture, $"Host: {url.Authority}\r\n")
            .Append("Upgrade: websocket\r\nConnection: Upgrade\r\n")
            .Append(CultureInfo.InvariantCulture, $"Sec-WebSocket-Key: {key}\r\n")
            .Append("Sec-WebSocket-Version: 13\r\n");
        foreach (var (name, value) in rules.Headers(token))
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }

    /// <summary>Reads the answer, and not one byte more: frames may follow at once.</summary>
    public static async Task<UpgradeAnswer> ReadAnswerAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (head.Length < 4 || head[^1] != '\n' || head[^2] != '\r' || head[^3] != '\n')
        {
            if (head.Length > LongestHead || await stream.ReadAsync(one, cancellationToken).ConfigureAwait(false) == 0)
            {
                throw new IOException("The server broke off before it had answered the upgrade.");
            }

            head.Append((char)one[0]);
        }

        return UpgradeAnswer.Parse(head.ToString());
    }

    /// <summary>What RFC 6455 §4.1 has a client check. Null when all is well.</summary>
    public static string? WhatIsWrong(UpgradeAnswer answer, string key, UpgradeRules rules)
    {
        if (answer.Status != 101)
        {
            return $"the upgrade was refused with {answer.Status}";
        }

        if (answer.Header("Sec-WebSocket-Accept") != Accept(key))
        {
            return "Sec-WebSocket-Accept does not belong to our key";
        }

        var chosen = answer.Header("Sec-WebSocket-Protocol");
        return rules.TakesSubprotocol(chosen) ? null : $"the server chose the subprotocol '{chosen}', which was not offered";
    }

    // SHA-1 is what RFC 6455 asks for here; it protects nothing.
#pragma warning disable CA5350
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Magic)));
#pragma warning restore CA5350
}

/// <summary>Status line and headers of the answer to an upgrade.</summary>
internal sealed record UpgradeAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers)
{
    public static UpgradeAnswer Parse(string head)
    {
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var status = lines.Length > 0 ? lines[0].Split(' ') : [];
        if (status.Length < 2 || !int.TryParse(status[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            throw new IOException("The server did not answer the upgrade with HTTP.");
        }

        var headers = new List<(string, string)>();
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
            }
        }

        return new UpgradeAnswer(code, headers);
    }

    public string? Header(string name) =>
        Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();
}
