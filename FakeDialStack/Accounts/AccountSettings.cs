using FakeDialStack.Protocol;

namespace FakeDialStack.Accounts;

/// <summary>
/// How the fake behaves for one account: one switch for every conflict between the sources, and the limits of the server.
/// Immutable; a changed copy takes its place. By name, as scenarios write them, through <see cref="With"/>.
/// </summary>
public sealed record AccountSettings : ServerLimits
{
    /// <summary>The defaults: the profile <c>default</c>.</summary>
    public static AccountSettings Default { get; } = new();

    /// <summary>All switches, for diagnostics and editors.</summary>
    public static IReadOnlyList<SwitchInfo> Switches => SwitchTable.Infos;

    /// <summary>All limits, for diagnostics and editors.</summary>
    public static IReadOnlyList<LimitInfo> Limits => LimitTable.Infos;

    /// <summary>The names that <see cref="ForProfile"/> takes.</summary>
    public static IReadOnlyList<string> Profiles => SettingProfiles.Names;

    /// <summary><c>session_overflow</c>, CF-05.</summary>
    public SessionOverflow SessionOverflow { get; init; }

    /// <summary><c>restore</c>, CF-03.</summary>
    public RestorePolicy Restore { get; init; }

    /// <summary><c>restore_offerer</c>, CF-04.</summary>
    public RestoreOfferer RestoreOfferer { get; init; }

    /// <summary><c>restore_replay_ended</c>, E.7: calls that ended in the gap are told of afterwards.</summary>
    public bool RestoreReplayEnded { get; init; }

    /// <summary><c>clean_close_is_drop</c>, E.7: a close frame without hang-ups counts as a drop.</summary>
    public bool CleanCloseIsDrop { get; init; } = true;

    /// <summary><c>answer_order</c>, L-14.</summary>
    public AnswerOrder AnswerOrder { get; init; }

    /// <summary><c>exclusive_active_session</c>, CF-07: one session of a user at a time may be in a call.</summary>
    public bool ExclusiveActiveSession { get; init; } = true;

    /// <summary><c>exclusive_error</c>, CF-07: the code of that refusal.</summary>
    public string ExclusiveError { get; init; } = ErrorCode.CallFailed;

    /// <summary><c>unknown_call_code</c>, CF-14: the code for an action on an unknown call.</summary>
    public string UnknownCallCode { get; init; } = ErrorCode.CallNotFound;

    /// <summary><c>error_call_id</c>, CF-13: errors about a call name it.</summary>
    public bool ErrorCarriesCallId { get; init; }

    /// <summary><c>auth_refresh</c>, CF-10: tokens can be refreshed in band.</summary>
    public bool AuthRefresh { get; init; } = true;

    /// <summary><c>auth_error_fatal</c>, CF-29: a failed authenticate is fatal and closes the socket.</summary>
    public bool AuthErrorFatal { get; init; } = true;

    /// <summary><c>revoke</c>, CF-30.</summary>
    public RevokeTiming Revoke { get; init; }

    /// <summary><c>unanswered_duration</c>, CF-33.</summary>
    public UnansweredDuration UnansweredDuration { get; init; }

    /// <summary><c>require_user_agent</c>, CF-32: an upgrade without a User-Agent gets 403.</summary>
    public bool RequireUserAgent { get; init; } = true;

    /// <summary><c>wake_webhook</c>, CF-27.</summary>
    public WakeWebhook WakeWebhook { get; init; }

    /// <summary><c>wake_call_id</c>, CF-28.</summary>
    public WakeCallId WakeCallId { get; init; }

    /// <summary><c>duplicate_delivery</c>, I.3: a parked call is delivered twice.</summary>
    public bool DuplicateDelivery { get; init; }

    /// <summary><c>keepalive</c>, CF-02.</summary>
    public KeepalivePolicy Keepalive { get; init; }

    /// <summary><c>candidateless_offer</c>, CF-11.</summary>
    public CandidatelessOffer CandidatelessOffer { get; init; }

    /// <summary><c>rest_error_shape</c>, CF-31.</summary>
    public RestErrorShape RestErrorShape { get; init; }

    /// <summary><c>reject_scope</c>, L-13.</summary>
    public RejectScope RejectScope { get; init; }

    /// <summary><c>webhook_user_keys</c>, CF-24.</summary>
    public WebhookUserKeys WebhookUserKeys { get; init; }

    /// <summary>A named set of switches (A.3).</summary>
    /// <param name="name"><c>default</c>, <c>docs-1.0</c>, <c>sdk-3</c> or <c>sdk-next</c>.</param>
    /// <exception cref="ArgumentException">There is no such profile.</exception>
    public static AccountSettings ForProfile(string name) => SettingProfiles.Find(name);

    /// <summary>A copy with one switch, or one limit, set by its name.</summary>
    /// <param name="name">E.g. <c>restore</c>, <c>restore_window_s</c>, <c>restore_window</c>.</param>
    /// <param name="value">A word of the switch (<c>true</c> and <c>false</c> stand for <c>on</c> and <c>off</c>), or for a limit
    /// a number in its unit or a time such as <c>500ms</c>, <c>30s</c>, <c>1h</c>.</param>
    /// <exception cref="ArgumentException">Unknown name, or a value that it cannot have.</exception>
    public AccountSettings With(string name, string value)
    {
        if (SwitchTable.Find(name) is { } known)
        {
            return known.Set(this, value);
        }

        if (LimitTable.Find(name) is { } limit)
        {
            return limit.Set(this, name, value);
        }

        throw new ArgumentException($"There is no switch or limit '{name}'. There are: {string.Join(", ", KnownNames())}.", nameof(name));
    }

    /// <summary>A copy with one limit set.</summary>
    /// <param name="name">With or without its suffix.</param>
    /// <param name="value">In the unit that the suffix of the name says; without a suffix, seconds for times.</param>
    /// <exception cref="ArgumentException">Unknown name, or a value out of range.</exception>
    public AccountSettings WithLimit(string name, double value) => LimitTable.Find(name) is { } limit
        ? limit.Set(this, name, value)
        : throw new ArgumentException($"There is no limit '{name}'. There are: {string.Join(", ", Limits.Select(l => l.Name))}.", nameof(name));

    /// <summary>A copy with one time limit set.</summary>
    /// <param name="name">With or without its suffix.</param>
    /// <param name="value">How long.</param>
    /// <exception cref="ArgumentException">Unknown name, no time, or a value out of range.</exception>
    public AccountSettings WithLimit(string name, TimeSpan value) => LimitTable.Find(name) is { } limit
        ? limit.Set(this, value)
        : throw new ArgumentException($"There is no limit '{name}'. There are: {string.Join(", ", Limits.Select(l => l.Name))}.", nameof(name));

    /// <summary>The word that a switch has now.</summary>
    /// <exception cref="ArgumentException">There is no such switch.</exception>
    public string WordOf(string name) => SwitchTable.Find(name)?.Get(this)
        ?? throw new ArgumentException($"There is no switch '{name}'.", nameof(name));

    private static IEnumerable<string> KnownNames() => Switches.Select(s => s.Name).Concat(Limits.Select(l => l.Name));
}
