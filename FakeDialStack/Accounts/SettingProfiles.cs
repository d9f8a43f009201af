using FakeDialStack.Protocol;

namespace FakeDialStack.Accounts;

/// <summary>The named sets of switches (A.3). Where an edition does not speak, it keeps the default.</summary>
internal static class SettingProfiles
{
    /// <summary>The default, and the three editions of the sources.</summary>
    public static IReadOnlyList<(string Name, AccountSettings Settings)> All { get; } =
    [
        ("default", new AccountSettings()),
        ("docs-1.0", Docs10()),
        ("sdk-3", Sdk3()),
        ("sdk-next", SdkNext()),
    ];

    /// <summary>What they are called.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(p => p.Name)];

    /// <summary>The settings of a profile.</summary>
    public static AccountSettings Find(string name)
    {
        foreach (var (known, settings) in All)
        {
            if (known == name)
            {
                return settings;
            }
        }

        throw new ArgumentException($"There is no profile '{name}'. There are: {string.Join(", ", All.Select(p => p.Name))}.", nameof(name));
    }

    // The overview, mobile and protocol pages, taken literally.
    private static AccountSettings Docs10() => new()
    {
        Keepalive = KeepalivePolicy.Native,
        SessionOverflow = SessionOverflow.EvictOldestAsLimit,
        WebhookUserKeys = WebhookUserKeys.UserId,
        RequireUserAgent = false,
        TokenTtlDefault = TimeSpan.FromHours(1),
        TokenTtlMax = TimeSpan.FromDays(1),
    };

    // What version 3 of the vendor's client expects and describes.
    private static AccountSettings Sdk3() => new()
    {
        ErrorCarriesCallId = true,
        AuthErrorFatal = false,
        WakeWebhook = WakeWebhook.NoSessionOnly,
    };

    // What the client's repository says after version 3.
    private static AccountSettings SdkNext() => new()
    {
        Restore = RestorePolicy.Destroy,
        UnknownCallCode = ErrorCode.InternalError,
        AuthErrorFatal = false,
        UnansweredDuration = UnansweredDuration.Zero,
        WakeWebhook = WakeWebhook.NoSessionOnly,
    };
}
