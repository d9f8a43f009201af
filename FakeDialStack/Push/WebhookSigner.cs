using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FakeDialStack.Push;

/// <summary>Signs webhooks: HMAC-SHA256 over time, dot and the bytes of the body as they go over the wire (I.1).</summary>
public static class WebhookSigner
{
    /// <summary>Name of the header.</summary>
    public const string Header = "X-DialStack-Signature";

    /// <summary>The value of the header.</summary>
    /// <param name="secret">Secret of the endpoint, as text.</param>
    /// <param name="at">Time of this attempt; whole seconds count.</param>
    /// <param name="body">The bytes on the wire.</param>
    public static string Sign(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{time}."), .. body];
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    /// <summary>Whether a header fits the body, and is not older or newer than the tolerance.</summary>
    /// <param name="secret">Secret of the endpoint, as text.</param>
    /// <param name="header">The value of the header; null when there was none.</param>
    /// <param name="body">The bytes on the wire.</param>
    /// <param name="now">The receiver's time.</param>
    /// <param name="tolerance">300 s in the protocol.</param>
    public static bool Verify(string secret, string? header, ReadOnlySpan<byte> body, DateTimeOffset now, TimeSpan tolerance)
    {
        if (header is null || !TryTime(header, out var at) || (now - at).Duration() > tolerance)
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(Sign(secret, at, body)));
    }

    private static bool TryTime(string header, out DateTimeOffset at)
    {
        var comma = header.IndexOf(',', StringComparison.Ordinal);
        var readable = header.StartsWith("t=", StringComparison.Ordinal)
            && comma > 0
            && long.TryParse(header.AsSpan(2, comma - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        at = readable ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(header.AsSpan(2, comma - 2), NumberStyles.None, CultureInfo.InvariantCulture)) : default;
        return readable;
    }
}
