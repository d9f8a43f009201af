namespace FakeDialStack.Accounts;

/// <summary>The limits by name, with their ranges. Defaults are those of <see cref="ServerLimits"/>.</summary>
internal static class LimitTable
{
    private const double Day = 86400;

    /// <summary>In the order in which a connection meets them.</summary>
    public static IReadOnlyList<Limit> All { get; } =
    [
        Limit.Time("first_message_s", 0.05, Day, "L-03", "Time from the upgrade to authenticate.", l => l.FirstMessage, (l, v) => l with { FirstMessage = v }),
        Limit.Time("ping_interval_s", 0.05, Day, "B.6", "Time between native pings.", l => l.PingInterval, (l, v) => l with { PingInterval = v }),
        Limit.Time("pong_timeout_s", 0.05, Day, "B.6", "Time from a native ping to its pong.", l => l.PongTimeout, (l, v) => l with { PongTimeout = v }),
        Limit.Time("app_idle_s", 0.05, Day, "CF-02", "Idle cut-off when only application pings keep the connection alive.", l => l.AppIdle, (l, v) => l with { AppIdle = v }),
        Limit.Time("token_ttl_default_s", 1, 30 * Day, "CF-08", "Life of a token when none is asked for.", l => l.TokenTtlDefault, (l, v) => l with { TokenTtlDefault = v }),
        Limit.Time("token_ttl_max_s", 1, 30 * Day, "CF-08", "Longest life of a token that can be asked for.", l => l.TokenTtlMax, (l, v) => l with { TokenTtlMax = v }),
        Limit.Time("ice_ttl_s", 1, 30 * Day, "CF-35", "Life of ICE credentials.", l => l.IceTtl, (l, v) => l with { IceTtl = v }),
        Limit.Time("restore_window_s", 0.05, Day, "CF-03", "How long calls outlive a dropped socket.", l => l.RestoreWindow, (l, v) => l with { RestoreWindow = v }),
        Limit.Time("either_offer_s", 0, Day, "E.7", "Wait for the client's offer after a restore before the server offers.", l => l.EitherOffer, (l, v) => l with { EitherOffer = v }),
        Limit.Time("ring_limit_s", 0.05, Day, "L-16", "How long an inbound call rings.", l => l.RingLimit, (l, v) => l with { RingLimit = v }),
        Limit.Time("answer_sdp_s", 0.05, Day, "L-15", "Time from call.answer to sdp.answer.", l => l.AnswerSdp, (l, v) => l with { AnswerSdp = v }),
        Limit.Time("wake_window_s", 0.05, Day, "I.3", "How long a call is held toward an app that must wake.", l => l.WakeWindow, (l, v) => l with { WakeWindow = v }),
        Limit.Milliseconds("refork_delay_ms", 0, 60000, "I.3", "Time from a registration to the delivery of a parked call.", l => l.ReforkDelay, (l, v) => l with { ReforkDelay = v }),
        Limit.Time("webhook_timeout_s", 0.05, Day, "L-27", "How long a webhook may take.", l => l.WebhookTimeout, (l, v) => l with { WebhookTimeout = v }),
        Limit.Time("webhook_first_backoff_s", 0, Day, "CF-26", "Wait before the second attempt of a webhook.", l => l.WebhookFirstBackoff, (l, v) => l with { WebhookFirstBackoff = v }),
        Limit.Time("webhook_next_backoff_s", 0, Day, "CF-26", "Wait before further attempts of a webhook.", l => l.WebhookNextBackoff, (l, v) => l with { WebhookNextBackoff = v }),
        Limit.Count("webhook_attempts", 1, 10, "CF-26", "Attempts to deliver a webhook.", l => l.WebhookAttempts, (l, v) => l with { WebhookAttempts = v }),
        Limit.Count("max_frame_bytes", 1024, 1 << 28, "L-05", "Largest frame taken.", l => l.MaxFrameBytes, (l, v) => l with { MaxFrameBytes = v }),
        Limit.Count("send_queue_frames", 1, 1 << 20, "L-05", "Unsent frames that make a slow consumer.", l => l.SendQueueFrames, (l, v) => l with { SendQueueFrames = v }),
        Limit.Count("send_queue_bytes", 1024, 1 << 30, "L-05", "Unsent bytes that make a slow consumer.", l => l.SendQueueBytes, (l, v) => l with { SendQueueBytes = v }),
        Limit.Count("frames_per_second", 1, 1 << 20, "L-06", "Frames a second that are taken from a socket; ICE frames are exempt.", l => l.FramesPerSecond, (l, v) => l with { FramesPerSecond = v }),
        Limit.Count("frame_burst", 1, 1 << 20, "L-06", "Frames that may come at once.", l => l.FrameBurst, (l, v) => l with { FrameBurst = v }),
        Limit.Count("sessions_per_user", 1, 100, "C", "Sessions of a user at a time.", l => l.SessionsPerUser, (l, v) => l with { SessionsPerUser = v }),
        Limit.Count("calls_per_session", 1, 100, "CF-07", "Live calls of a session.", l => l.CallsPerSession, (l, v) => l with { CallsPerSession = v }),
    ];

    /// <summary>What there is to know about each.</summary>
    public static IReadOnlyList<LimitInfo> Infos { get; } = [.. All.Select(l => l.Info)];

    /// <summary>The limit of this name, with or without the suffix of its unit, or null.</summary>
    public static Limit? Find(string name) => All.FirstOrDefault(l => l.Info.Name == name || l.Info.ShortName == name);
}
