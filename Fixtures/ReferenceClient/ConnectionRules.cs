using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>How the client comes, stays and goes (K.1, K.2).</summary>
public sealed record ConnectionRules
{
    /// <summary>Steps of the backoff; the last repeats (RECON-02).</summary>
    public IReadOnlyList<TimeSpan> BackoffSteps { get; init; } =
        [.. new[] { 1, 2, 4, 8, 16, 30 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>Equal jitter: from half the step to the step (RECON-02, RECON-03).</summary>
    public Func<TimeSpan, double, TimeSpan> Jitter { get; init; } = static (step, chance) => (step / 2) + (step / 2 * chance);

    /// <summary>True resets the backoff when a socket opens (RECON-04).</summary>
    public bool ResetsBackoffOnOpen { get; init; }

    /// <summary>False stays away after a loss (RECON-01).</summary>
    public bool Reconnects { get; init; } = true;

    /// <summary>Fatal codes after which it does not come back by itself (RECON-07, RECON-08).</summary>
    public Func<string, bool> IsTerminal { get; init; } =
        static code => code is ErrorCode.SessionRevoked or ErrorCode.AuthExpired or ErrorCode.SessionReplaced;

    /// <summary>Fatal codes after which it comes back without any wait (SESS-02 forbids it).</summary>
    public Func<string, bool> ReturnsAtOnceAfter { get; init; } = static _ => false;

    /// <summary>
    /// Steps of the backoff after <c>session_limit</c>. Authentication does not reset these: every return takes somebody
    /// else's place, and two devices must not chase each other (SESS-02).
    /// </summary>
    public IReadOnlyList<TimeSpan> CrowdedSteps { get; init; } =
        [.. new[] { 1, 60, 120, 300 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>How long a session must have lasted for the next <c>session_limit</c> to count as the first.</summary>
    public TimeSpan CalmAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Close codes from which it concludes that it must stay away: none (CONN-18).</summary>
    public Func<int, bool> IsFinalClose { get; init; } = static _ => false;

    /// <summary>Longest wait for <c>authenticated</c>, the upgrade included; null waits for ever (CONN-13).</summary>
    public TimeSpan? ConnectLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>False fetches ICE servers once and never again (MEDIA-12, RESTORE-14).</summary>
    public bool FetchesIceAgain { get; init; } = true;

    /// <summary>Longest wait for the ICE servers (MEDIA-13).</summary>
    public TimeSpan IceLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>True tries a connect that failed again without any wait, four times (CONN-03).</summary>
    public bool RepeatsFailedConnect { get; init; }

    /// <summary>False says nothing when a connect fails (CONN-03).</summary>
    public bool TellsFailedConnect { get; init; } = true;

    /// <summary>False opens a second socket when connect is pressed while connecting (CONN-14).</summary>
    public bool OneAtATime { get; init; } = true;

    /// <summary>False lets a connect that is under way go on after disconnect (CONN-15).</summary>
    public bool DisconnectStopsConnecting { get; init; } = true;

    /// <summary>True reconnects after the user's own disconnect (CONN-17).</summary>
    public bool ReconnectsAfterDisconnect { get; init; }

    /// <summary>False leaves calls to themselves at a disconnect (CONN-17).</summary>
    public bool HangsUpOnDisconnect { get; init; } = true;

    /// <summary>True still acts on what a replaced socket says (CONN-16).</summary>
    public bool ListensToReplaced { get; init; }

    /// <summary>False says nothing when an action needs a socket and there is none (RECON-10).</summary>
    public bool TellsActionsWhileDown { get; init; } = true;

    /// <summary>True keeps actions without a socket for the next one (RECON-10).</summary>
    public bool QueuesActions { get; init; }

    /// <summary>Wait for any frame after a probe (CONN-11).</summary>
    public TimeSpan ProbeLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the server may take to close a socket that it said it closes, before the client breaks it.</summary>
    public TimeSpan ClosingLimit { get; init; } = TimeSpan.FromSeconds(40);
}
