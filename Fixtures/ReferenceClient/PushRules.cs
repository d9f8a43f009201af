namespace Fixtures.ReferenceClient;

/// <summary>Waking up by a push (K.16).</summary>
public sealed record PushRules
{
    /// <summary>Wait before it connects (PUSH-01).</summary>
    public TimeSpan ConnectsAfter { get; init; } = TimeSpan.Zero;

    /// <summary>True does not verify a socket that looks open (PUSH-02).</summary>
    public bool TrustsOpenSocket { get; init; }

    /// <summary>Wait for a sign of life of a socket that looks open (PUSH-02).</summary>
    public TimeSpan ProbeLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From the id of the call to the one under which it is shown (PUSH-03).</summary>
    public Func<string, string> ShowsAs { get; init; } = static id => id;

    /// <summary>Rings although no call has come for that long; never (PUSH-11).</summary>
    public TimeSpan? RingsWithoutCallAfter { get; init; }

    /// <summary>True rings for the push and again for the message (PUSH-03).</summary>
    public bool RingsForPush { get; init; }

    /// <summary>False does not adopt a call of another id (PUSH-04).</summary>
    public bool AdoptsOtherId { get; init; } = true;

    /// <summary>False forgets an answer before the call (PUSH-06).</summary>
    public bool RemembersAnswer { get; init; } = true;

    /// <summary>True sends <c>call.answer</c> although the call has not come (PUSH-11).</summary>
    public bool AnswersUnseen { get; init; }

    /// <summary>False forgets a decline before the call (PUSH-06).</summary>
    public bool RemembersDecline { get; init; } = true;

    /// <summary>False lets the later of answer and decline win (PUSH-06).</summary>
    public bool DeclineWins { get; init; } = true;

    /// <summary>Wait for the call after <c>authenticated</c>; null waits for ever (PUSH-07).</summary>
    public TimeSpan? ReleasesAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>False stays connected when the call did not come (PUSH-07).</summary>
    public bool ReleasesSession { get; init; } = true;

    /// <summary>How long a push, and an answer given to it, is good for (PUSH-06, PUSH-11).</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>False keeps its socket in the background (PUSH-10).</summary>
    public bool ClosesInBackground { get; init; } = true;
}
