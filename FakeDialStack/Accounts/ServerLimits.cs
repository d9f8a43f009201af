namespace FakeDialStack.Accounts;

/// <summary>
/// How long, how many, how large: what the server decides by itself. Ranges, units, defaults and sources are in
/// <see cref="AccountSettings.Limits"/>; short values make quick runs in real time.
/// </summary>
public abstract record ServerLimits
{
    private protected ServerLimits()
    {
    }

    /// <summary>Between native pings. 30 s, B.6.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From a native ping to its pong. 10 s, B.6.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Idle cut-off under <c>keepalive</c> = app. 90 s, CF-02.</summary>
    public TimeSpan AppIdle { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>From the upgrade to <c>authenticate</c>. 10 s, L-03.</summary>
    public TimeSpan FirstMessage { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long calls outlive a dropped socket. 30 s, E.7, CF-03.</summary>
    public TimeSpan RestoreWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a call is held toward an app that must wake. 30 s, I.3.</summary>
    public TimeSpan WakeWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an inbound call rings. 60 s, L-16.</summary>
    public TimeSpan RingLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From <c>call.answer</c> to <c>sdp.answer</c>. 10 s, L-15.</summary>
    public TimeSpan AnswerSdp { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Wait for the client's offer under <c>restore_offerer</c> = either. 3 s, E.7.</summary>
    public TimeSpan EitherOffer { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>From a registration to the delivery of a parked call. 0 to 1000 ms, I.3.</summary>
    public TimeSpan ReforkDelay { get; init; } = TimeSpan.Zero;

    /// <summary>Life of ICE credentials. 3600 s, CF-35.</summary>
    public TimeSpan IceTtl { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Life of a token when none is asked for. 86400 s, CF-08.</summary>
    public TimeSpan TokenTtlDefault { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Longest life of a token that can be asked for. 604800 s, CF-08.</summary>
    public TimeSpan TokenTtlMax { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a webhook may take. 30 s, L-27.</summary>
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait before the second attempt of a webhook. 1 s, CF-26.</summary>
    public TimeSpan WebhookFirstBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Wait before further attempts of a webhook. 5 s, CF-26.</summary>
    public TimeSpan WebhookNextBackoff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Attempts to deliver a webhook. 3, CF-26.</summary>
    public int WebhookAttempts { get; init; } = 3;

    /// <summary>Largest frame taken. 131072 bytes, L-05.</summary>
    public int MaxFrameBytes { get; init; } = 131072;

    /// <summary>Unsent frames that make a slow consumer. 1000, L-05.</summary>
    public int SendQueueFrames { get; init; } = 1000;

    /// <summary>Unsent bytes that make a slow consumer. 1 MiB, L-05.</summary>
    public int SendQueueBytes { get; init; } = 1048576;

    /// <summary>Frames a second that are taken from a socket; ICE frames are exempt. 50, L-06.</summary>
    public int FramesPerSecond { get; init; } = 50;

    /// <summary>Frames that may come at once. 100, L-06.</summary>
    public int FrameBurst { get; init; } = 100;

    /// <summary>Sessions of a user at a time. 3, section C.</summary>
    public int SessionsPerUser { get; init; } = 3;

    /// <summary>Live calls of a session. 8, CF-07.</summary>
    public int CallsPerSession { get; init; } = 8;
}
