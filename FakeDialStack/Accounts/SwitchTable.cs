using FakeDialStack.Protocol;

namespace FakeDialStack.Accounts;

/// <summary>The switches by name. The words and defaults are those of the conflict register (A.4) and of section L.</summary>
internal static class SwitchTable
{
    private static readonly (bool, string)[] s_onOff = [(true, "on"), (false, "off")];

    /// <summary>In the order of the register.</summary>
    public static IReadOnlyList<Switch> All { get; } =
    [
        Switch.Of("keepalive", "CF-02", "Which layer keeps the connection alive.",
            s => s.Keepalive, (s, v) => s with { Keepalive = v },
            (KeepalivePolicy.Both, "both"), (KeepalivePolicy.Native, "native"), (KeepalivePolicy.App, "app")),
        Switch.Of("restore", "CF-03", "What becomes of calls when their socket drops.",
            s => s.Restore, (s, v) => s with { Restore = v },
            (RestorePolicy.Preserve, "preserve"), (RestorePolicy.Destroy, "destroy")),
        Switch.Of("restore_offerer", "CF-04", "Who offers after call.restored.",
            s => s.RestoreOfferer, (s, v) => s with { RestoreOfferer = v },
            (RestoreOfferer.Client, "client"), (RestoreOfferer.Server, "server"), (RestoreOfferer.Either, "either")),
        Switch.Of("restore_replay_ended", "E.7", "Whether calls that ended in the gap are told of after the restore.",
            s => s.RestoreReplayEnded, (s, v) => s with { RestoreReplayEnded = v }, s_onOff),
        Switch.Of("clean_close_is_drop", "E.7", "Whether a close frame without hang-ups counts as a drop.",
            s => s.CleanCloseIsDrop, (s, v) => s with { CleanCloseIsDrop = v }, s_onOff),
        Switch.Of("session_overflow", "CF-05", "What becomes of the session above the cap.",
            s => s.SessionOverflow, (s, v) => s with { SessionOverflow = v },
            (SessionOverflow.EvictOldestAsReplaced, "evict-oldest/session_replaced"),
            (SessionOverflow.EvictOldestAsLimit, "evict-oldest/session_limit"),
            (SessionOverflow.RejectNewest, "reject-newest/session_limit")),
        Switch.Of("exclusive_active_session", "CF-07", "Whether only one session of a user may be in a call.",
            s => s.ExclusiveActiveSession, (s, v) => s with { ExclusiveActiveSession = v }, s_onOff),
        Switch.Of("exclusive_error", "CF-07", "The code when another session is in a call.",
            s => s.ExclusiveError, (s, v) => s with { ExclusiveError = v },
            (ErrorCode.CallFailed, ErrorCode.CallFailed), (ErrorCode.CallLimit, ErrorCode.CallLimit)),
        Switch.Of("auth_refresh", "CF-10", "Whether tokens can be refreshed in band.",
            s => s.AuthRefresh, (s, v) => s with { AuthRefresh = v }, s_onOff),
        Switch.Of("candidateless_offer", "CF-11", "The answer to an offer without any candidate.",
            s => s.CandidatelessOffer, (s, v) => s with { CandidatelessOffer = v },
            (CandidatelessOffer.AnswerWithoutIce, "answer-without-ice"), (CandidatelessOffer.Error, "error")),
        Switch.Of("error_call_id", "CF-13", "Whether errors about a call name it.",
            s => s.ErrorCarriesCallId, (s, v) => s with { ErrorCarriesCallId = v }, (false, "omit"), (true, "include")),
        Switch.Of("unknown_call_code", "CF-14", "The code for an action on an unknown call.",
            s => s.UnknownCallCode, (s, v) => s with { UnknownCallCode = v },
            (ErrorCode.CallNotFound, ErrorCode.CallNotFound), (ErrorCode.InternalError, ErrorCode.InternalError)),
        Switch.Of("webhook_user_keys", "CF-24", "Which keys name the user in webhook data.",
            s => s.WebhookUserKeys, (s, v) => s with { WebhookUserKeys = v },
            (WebhookUserKeys.Both, "both"), (WebhookUserKeys.UserId, "user_id"), (WebhookUserKeys.User, "user")),
        Switch.Of("wake_webhook", "CF-27", "When the wake-up webhook fires.",
            s => s.WakeWebhook, (s, v) => s with { WakeWebhook = v },
            (WakeWebhook.Always, "always"), (WakeWebhook.NoSessionOnly, "no-session-only")),
        Switch.Of("wake_call_id", "CF-28", "Whether the push names the call that then rings.",
            s => s.WakeCallId, (s, v) => s with { WakeCallId = v }, (WakeCallId.Same, "same"), (WakeCallId.Different, "different")),
        Switch.Of("duplicate_delivery", "I.3", "Whether a parked call is delivered twice.",
            s => s.DuplicateDelivery, (s, v) => s with { DuplicateDelivery = v }, s_onOff),
        Switch.Of("auth_error_fatal", "CF-29", "Whether a failed authenticate is fatal and closes the socket.",
            s => s.AuthErrorFatal, (s, v) => s with { AuthErrorFatal = v }, s_onOff),
        Switch.Of("revoke", "CF-30", "When revoked sessions fall.",
            s => s.Revoke, (s, v) => s with { Revoke = v },
            (RevokeTiming.NextCallEvent, "next-call-event"), (RevokeTiming.Immediate, "immediate")),
        Switch.Of("rest_error_shape", "CF-31", "Shape of REST error bodies.",
            s => s.RestErrorShape, (s, v) => s with { RestErrorShape = v },
            (RestErrorShape.Flat, "flat"), (RestErrorShape.Message, "message"), (RestErrorShape.Nested, "nested")),
        Switch.Of("require_user_agent", "CF-32", "Whether an upgrade without a User-Agent is refused with 403.",
            s => s.RequireUserAgent, (s, v) => s with { RequireUserAgent = v }, s_onOff),
        Switch.Of("unanswered_duration", "CF-33", "Duration of a call that was never answered.",
            s => s.UnansweredDuration, (s, v) => s with { UnansweredDuration = v },
            (UnansweredDuration.Null, "null"), (UnansweredDuration.Zero, "zero")),
        Switch.Of("reject_scope", "L-13", "Whom a reject stops ringing.",
            s => s.RejectScope, (s, v) => s with { RejectScope = v }, (RejectScope.Session, "session"), (RejectScope.User, "user")),
        Switch.Of("answer_order", "L-14", "Whether sdp.answer or call.answered comes first.",
            s => s.AnswerOrder, (s, v) => s with { AnswerOrder = v },
            (AnswerOrder.AnswerFirst, "answer-first"), (AnswerOrder.AnsweredFirst, "answered-first")),
    ];

    /// <summary>What there is to know about each.</summary>
    public static IReadOnlyList<SwitchInfo> Infos { get; } = [.. All.Select(s => s.Info)];

    /// <summary>The switch of this name, or null.</summary>
    public static Switch? Find(string name) => All.FirstOrDefault(s => s.Info.Name == name);
}
