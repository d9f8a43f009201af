namespace FakeDialStack.Accounts;

/// <summary>Where webhooks of an account go.</summary>
/// <param name="Id"><c>we_…</c>.</param>
/// <param name="Url">Absolute, http or https.</param>
/// <param name="Secret"><c>whsec_…</c>; signs every delivery (I.1) and is shown once, at creation.</param>
/// <param name="EnabledEvents">Types that it receives; null means all.</param>
/// <param name="Description">Free text.</param>
/// <param name="CreatedAt">When.</param>
public sealed record WebhookEndpoint(
    string Id,
    Uri Url,
    string Secret,
    IReadOnlyList<string>? EnabledEvents,
    string? Description,
    DateTimeOffset CreatedAt)
{
    /// <summary>A disabled endpoint receives nothing.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether an event of this type goes there.</summary>
    public bool Receives(string type) =>
        Enabled && (EnabledEvents is null || EnabledEvents.Contains(type) || EnabledEvents.Contains("*"));
}
