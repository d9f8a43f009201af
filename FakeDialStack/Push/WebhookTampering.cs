using System.Globalization;
using System.Text;

namespace FakeDialStack.Push;

/// <summary>
/// A way to spoil a webhook, by which receivers are tested (HOOK-01 to HOOK-03). By name: <c>none</c>, <c>other secret</c>,
/// <c>one byte</c>, <c>no header</c>, <c>malformed header</c>, <c>short signature</c>, and times such as <c>301s old</c> or
/// <c>301s ahead</c>.
/// </summary>
public sealed class WebhookTampering
{
    private static readonly WebhookTampering[] s_named =
    [
        new("none"),
        new("other secret") { Secret = s => s + "x" },
        new("one byte") { Body = WithOneByteChanged },
        new("no header") { Header = _ => null },
        new("malformed header") { Header = _ => "v1" },
        new("short signature") { Header = h => h[..^32] },
    ];

    private WebhookTampering(string name) => Name = name;

    /// <summary>Nothing is spoiled.</summary>
    public static WebhookTampering None => s_named[0];

    /// <summary>The names without a time in them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_named.Select(n => n.Name)];

    /// <summary>What it is called.</summary>
    public string Name { get; }

    private Func<string, string> Secret { get; init; } = s => s;

    private Func<byte[], byte[]> Body { get; init; } = b => b;

    private Func<string, string?> Header { get; init; } = h => h;

    private TimeSpan Shift { get; init; }

    /// <summary>The way of this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static WebhookTampering Named(string name) =>
        Array.Find(s_named, n => n.Name == name)
        ?? Shifted(name, "s old", -1)
        ?? Shifted(name, "s ahead", 1)
        ?? throw new ArgumentException(
            $"There is no tampering '{name}'. There are: {string.Join(", ", Names)}, and times such as '301s old' or '301s ahead'.", nameof(name));

    /// <summary>Signs, and spoils.</summary>
    internal (string? Header, byte[] Body) Apply(string secret, DateTimeOffset now, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return (Header(WebhookSigner.Sign(Secret(secret), now + Shift, bytes)), Body(bytes));
    }

    private static WebhookTampering? Shifted(string name, string ending, int sign) =>
        name.EndsWith(ending, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(0, name.Length - ending.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new(name) { Shift = TimeSpan.FromSeconds(sign * (double)seconds) }
            : null;

    // The end of the event's id: the JSON stays valid and every type of event has one, so only the signature can tell.
    private static byte[] WithOneByteChanged(byte[] body)
    {
        byte[] changed = [.. body];
        var end = body.AsSpan().IndexOf("\",\"type\""u8) - 1;
        changed[end] = (byte)(changed[end] == '0' ? '1' : '0');
        return changed;
    }
}
