using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>
/// Everything about the client that a mutant may change: small values and policies, grouped by what they govern.
/// <see cref="Reference"/> is the correct client; each mutant changes one thing of it.
/// </summary>
public sealed record SoftphoneRules
{
    /// <summary>The rules of a client that meets the requirements.</summary>
    public static SoftphoneRules Reference { get; } = new();

    /// <summary>The opening handshake and the REST requests.</summary>
    public UpgradeRules Upgrade { get; init; } = new();

    /// <summary>Frames.</summary>
    public WireRules Wire { get; init; } = new();

    /// <summary>Connecting, reconnecting, disconnecting.</summary>
    public ConnectionRules Connection { get; init; } = new();

    /// <summary>The first message and its reply.</summary>
    public AuthRules Auth { get; init; } = new();

    /// <summary>New tokens on a live socket.</summary>
    public RefreshRules Refresh { get; init; } = new();

    /// <summary>Errors from the server.</summary>
    public ErrorRules Errors { get; init; } = new();

    /// <summary>Outbound calls before the answer.</summary>
    public DialRules Dial { get; init; } = new();

    /// <summary>Inbound calls before the answer.</summary>
    public InboundRules Inbound { get; init; } = new();

    /// <summary>Calls that are up, and how they end.</summary>
    public CallRules Calls { get; init; } = new();

    /// <summary>Calls across a lost socket.</summary>
    public RestoreRules Restore { get; init; } = new();

    /// <summary>Waking up by a push.</summary>
    public PushRules Push { get; init; } = new();
}

/// <summary>What the client writes into HTTP requests (B.1, B.2).</summary>
public sealed record UpgradeRules
{
    /// <summary>The subprotocol of this protocol's only version.</summary>
    public const string Subprotocol = "dialstack.webrtc.v1";

    /// <summary>The client's <c>User-Agent</c>: a product and its platform (CONN-04).</summary>
    public const string UserAgent = "reference-softphone/1.0 (dotnet)";

    /// <summary>Query of the upgrade, question mark included, from the token; none (CONN-05).</summary>
    public Func<string?, string> Query { get; init; } = static _ => "";

    /// <summary>Headers of the upgrade besides those of RFC 6455, from the token (CONN-02, CONN-04, CONN-05).</summary>
    public Func<string?, IEnumerable<(string Name, string Value)>> Headers { get; init; } =
        static _ => [("Sec-WebSocket-Protocol", Subprotocol), ("User-Agent", UserAgent)];

    /// <summary>Whether the subprotocol that the server chose is one that was offered (CONN-03).</summary>
    public Func<string?, bool> TakesSubprotocol { get; init; } = static chosen => chosen == Subprotocol;

    /// <summary>Headers of a REST request, from the token (REST-01).</summary>
    public Func<string, IEnumerable<(string Name, string Value)>> RestHeaders { get; init; } =
        static token => [("Authorization", "Bearer " + token), ("User-Agent", UserAgent)];
}

/// <summary>How frames are read and written.</summary>
public sealed record WireRules
{
    /// <summary>Last change of a message before it is written; several, one or none may come of it.</summary>
    public Func<ClientMessage, IEnumerable<ClientMessage>> Outgoing { get; init; } = static message => [message];

    /// <summary>First change of a message after it was read.</summary>
    public Func<ServerMessage, IEnumerable<ServerMessage>> Incoming { get; init; } = static message => [message];

    /// <summary>Last change of the text of a frame (CONN-06).</summary>
    public Func<string, string> Text { get; init; } = static text => text;

    /// <summary>Texts that go out in a binary frame (CONN-06).</summary>
    public Func<string, bool> SendsBinary { get; init; } = static _ => false;

    /// <summary>False reads each fragment as a message (CONN-07).</summary>
    public bool Reassembles { get; init; } = true;

    /// <summary>Largest frame that is read, in bytes (CONN-07 asks for at least 64 KiB).</summary>
    public int LargestFrame { get; init; } = 1024 * 1024;

    /// <summary>Wait before a native ping is answered; null never answers (CONN-09).</summary>
    public TimeSpan? PongAfter { get; init; } = TimeSpan.Zero;

    /// <summary>True drops the connection at a <c>pong</c> that it did not ask for (CONN-10).</summary>
    public bool DropsAtStrayPong { get; init; }

    /// <summary>True drops the connection at a frame that it does not understand (CONN-08).</summary>
    public bool DropsAtUnreadable { get; init; }
}

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

/// <summary>Authentication of a socket (K.3).</summary>
public sealed record AuthRules
{
    /// <summary>From our <c>req_id</c> and the one in <c>authenticated</c>: whether the reply is for us (AUTH-04).</summary>
    public Func<string, string?, bool> AcceptsReply { get; init; } = static (sent, got) => got is null || got == sent;

    /// <summary>Whether an error while authenticating fails the connect (AUTH-05).</summary>
    public Func<Error, string, bool> Fails { get; init; } = static (error, sent) => error.Fatal || error.ReqId == sent;

    /// <summary>Sends a ping when no reply has come for that long; never (AUTH-03).</summary>
    public TimeSpan? PingsAfter { get; init; }

    /// <summary>False expects a new socket to know who it is (RECON-05).</summary>
    public bool AuthenticatesAgain { get; init; } = true;

    /// <summary>True goes on with a token that was refused (AUTH-06).</summary>
    public bool KeepsRefusedToken { get; init; }

    /// <summary>False does not look at <c>exp</c> before it authenticates (AUTH-07, PUSH-09).</summary>
    public bool ChecksExpiry { get; init; } = true;

    /// <summary>True authenticates with the first token for ever, not with the newest (RECON-05).</summary>
    public bool UsesFirstToken { get; init; }

    /// <summary>True keeps the token after <c>session_revoked</c> (SESS-03).</summary>
    public bool KeepsRevokedToken { get; init; }
}

/// <summary>Token refresh (K.4).</summary>
public sealed record RefreshRules
{
    /// <summary>
    /// How long before <c>exp</c>, from the life that is left: five minutes, less for short-lived tokens, never under 30 s
    /// (REFRESH-01, CF-09).
    /// </summary>
    public Func<TimeSpan, TimeSpan> Lead { get; init; } =
        static left => TimeSpan.FromSeconds(Math.Clamp(left.TotalSeconds / 2, 30, 300));

    /// <summary>Least time between two refreshes (REFRESH-08).</summary>
    public TimeSpan LeastGap { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait for the reply; null waits for ever (REFRESH-06).</summary>
    public TimeSpan? ReplyLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Wait after a refusal; null never tries again.</summary>
    public TimeSpan? RetryAfterRefusal { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait after the backend failed to mint; null never tries again (REFRESH-07).</summary>
    public TimeSpan? RetryAfterMintFailure { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>False takes a new socket for the new token (REFRESH-02).</summary>
    public bool InBand { get; init; } = true;

    /// <summary>From our <c>req_id</c> and the one in <c>auth.refreshed</c>: whether the token is adopted (REFRESH-03).</summary>
    public Func<string, string?, bool> AcceptsReply { get; init; } = static (sent, got) => got == sent;

    /// <summary>False uses one <c>req_id</c> for every refresh (REFRESH-03).</summary>
    public bool FreshReqId { get; init; } = true;

    /// <summary>True adopts the token as soon as it is sent (REFRESH-03, REFRESH-04).</summary>
    public bool AdoptsAtOnce { get; init; }

    /// <summary>True drops the connection when a refresh is refused (REFRESH-04).</summary>
    public bool RefusalDrops { get; init; }

    /// <summary>True adopts a token whose refresh was refused when <c>auth.refreshed</c> comes after all (REFRESH-05).</summary>
    public bool LateReplyCounts { get; init; }

    /// <summary>True disconnects when the backend fails to mint (REFRESH-07).</summary>
    public bool MintFailureDrops { get; init; }

    /// <summary>False sends a refresh also on a later socket than the one it began for (REFRESH-09).</summary>
    public bool OnlyOwnSocket { get; init; } = true;

    /// <summary>False keeps timing from the first token (REFRESH-10).</summary>
    public bool TimesFromNewToken { get; init; } = true;

    /// <summary>Expiry that is assumed for an opaque token, from now; null schedules nothing (REFRESH-11).</summary>
    public TimeSpan? OpaqueLife { get; init; }
}

/// <summary>Reaction to <c>error</c> (K.15).</summary>
public sealed record ErrorRules
{
    /// <summary>Non-fatal errors that drop the connection: none (ERR-01, ERR-02).</summary>
    public Func<Error, bool> Drops { get; init; } = static _ => false;

    /// <summary>Non-fatal errors that end the newest call: none (ERR-01, ERR-03).</summary>
    public Func<Error, bool> EndsNewestCall { get; init; } = static _ => false;

    /// <summary>True attributes an error to the oldest call, whatever its <c>req_id</c> (ERR-03).</summary>
    public bool BlamesOldestCall { get; init; }

    /// <summary>Fatal codes that the app is told (SESS-01).</summary>
    public Func<string, bool> TellsFatal { get; init; } = static _ => true;

    /// <summary>True reports a fatal error again when the socket closes (ERR-06).</summary>
    public bool ReportsFatalTwice { get; init; }

    /// <summary>True acts on a fatal error only when the socket has closed (ERR-06).</summary>
    public bool WaitsForClose { get; init; }
}

/// <summary>Outbound calls (K.7).</summary>
public sealed record DialRules
{
    /// <summary>From a fresh <c>req_id</c> to the one that a dial carries (CALL-01).</summary>
    public Func<string, string> ReqId { get; init; } = static fresh => fresh;

    /// <summary>From what was typed to a destination, null when it cannot be dialled (CALL-03).</summary>
    public Func<string, string?> Clean { get; init; } = Destination.Clean;

    /// <summary>Longest wait for <c>call.trying</c>; null waits for ever (CALL-05).</summary>
    public TimeSpan? TryingLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>False leaves a call alone whose <c>call.trying</c> came too late (CALL-06).</summary>
    public bool HangsUpLateTrying { get; init; } = true;

    /// <summary>False binds <c>call.trying</c> to the newest dial (CALL-02).</summary>
    public bool BindsByReqId { get; init; } = true;

    /// <summary>False goes on dialling after an error (CALL-04, SESS-06).</summary>
    public bool ErrorFailsDial { get; init; } = true;

    /// <summary>False keeps the microphone of a dial that failed (CALL-04, SESS-06).</summary>
    public bool FailureReleasesMicrophone { get; init; } = true;

    /// <summary>True takes the answer's description for the answer (CALL-09).</summary>
    public bool ActiveOnSdpAnswer { get; init; }

    /// <summary>True takes an answer only after <c>call.ringing</c> (CALL-07).</summary>
    public bool NeedsRinging { get; init; }

    /// <summary>True takes <c>sdp.pranswer</c> for ringing (MEDIA-09).</summary>
    public bool RingsOnEarlyMedia { get; init; }

    /// <summary>True ends a call that has early media (MEDIA-07).</summary>
    public bool FailsOnEarlyMedia { get; init; }

    /// <summary>True shows every <c>call.ringing</c>, repeated and late ones too (CALL-07).</summary>
    public bool ShowsEveryRinging { get; init; }

    /// <summary>False cancels a dial only in its own window (CALL-16).</summary>
    public bool CancelsBeforeAnswer { get; init; } = true;

    /// <summary>False leaves an active call active when another is dialled.</summary>
    public bool HoldsOthers { get; init; } = true;
}

/// <summary>Inbound calls (K.8).</summary>
public sealed record InboundRules
{
    /// <summary>Wait before <c>call.incoming</c> registers the call; what comes in between is lost (INB-01).</summary>
    public TimeSpan RegistersAfter { get; init; } = TimeSpan.Zero;

    /// <summary>Calls that it understands: all (INB-02, AUTH-09).</summary>
    public Func<CallIncoming, bool> Takes { get; init; } = static _ => true;

    /// <summary>True rings again for a call that it knows (INB-03, PUSH-05).</summary>
    public bool DuplicateRings { get; init; }

    /// <summary>True takes a second call from the same number for the first (INB-03).</summary>
    public bool SameNumberIsSameCall { get; init; }

    /// <summary>False forgets an accept that cannot be sent yet (INB-05).</summary>
    public bool RemembersAccept { get; init; } = true;

    /// <summary>Direction of its descriptions (INB-06).</summary>
    public string Direction { get; init; } = "sendrecv";

    /// <summary>True sends <c>call.answer</c> although there is no microphone (INB-07).</summary>
    public bool HalfAnswers { get; init; }

    /// <summary>Most calls at a time; more are rejected as busy (INB-09).</summary>
    public int MostCalls { get; init; } = 4;

    /// <summary>True goes on ringing after <c>call.ended</c> (INB-10, SESS-04).</summary>
    public bool IgnoresEndWhileRinging { get; init; }

    /// <summary>True answers a call that has ended in the meantime (INB-10).</summary>
    public bool AnswersEnded { get; init; }

    /// <summary>False keeps a microphone that was granted after the end (INB-10).</summary>
    public bool ReleasesLateMicrophone { get; init; } = true;

    /// <summary>Answers by itself after that long; never (INB-11).</summary>
    public TimeSpan? AnswersAfter { get; init; }

    /// <summary>True is in the call once its answer is sent (INB-12).</summary>
    public bool ActiveOnAnswerSent { get; init; }

    /// <summary>False leaves the first call active when it answers a second (INB-13).</summary>
    public bool HoldsOthers { get; init; } = true;

    /// <summary>True answers whatever call there is (INB-14).</summary>
    public bool AnswersAnything { get; init; }

    /// <summary>False stays in a call whose answer was refused (SESS-06, SESS-07).</summary>
    public bool RefusedAnswerEnds { get; init; } = true;
}

/// <summary>Calls that are up, and how they end (K.7, K.9).</summary>
public sealed record CallRules
{
    /// <summary>True reports a second <c>call.ended</c> too (CALL-10).</summary>
    public bool ReportsEveryEnd { get; init; }

    /// <summary>False keeps the microphone after the last call (CALL-10).</summary>
    public bool ReleasesMicrophone { get; init; } = true;

    /// <summary>From the reason on the wire to the one the app is told (CALL-11).</summary>
    public Func<string, string> TellsReason { get; init; } = static reason => reason;

    /// <summary>Reasons that it understands: all (CALL-11).</summary>
    public Func<string, bool> TakesReason { get; init; } = static _ => true;

    /// <summary>True sends <c>call.hangup</c> at every press (CALL-12).</summary>
    public bool RepeatsHangup { get; init; }

    /// <summary>True shows the end of a call that it hangs up without waiting for the server (CALL-10).</summary>
    public bool EndsOnOwnHangup { get; init; }

    /// <summary>False stays in a call whose hang-up got an error (CALL-13).</summary>
    public bool RefusedHangupEnds { get; init; } = true;

    /// <summary>True confirms <c>call.ended</c> with <c>call.hangup</c> (CALL-14).</summary>
    public bool ConfirmsEnd { get; init; }

    /// <summary>False sends hold and resume in any state (HOLD-01).</summary>
    public bool ChecksHoldState { get; init; } = true;

    /// <summary>True takes its own <c>call.hold</c> for the hold (HOLD-02).</summary>
    public bool HoldsOptimistically { get; init; }

    /// <summary>True resumes when the far end holds (HOLD-03).</summary>
    public bool ResumesRemoteHold { get; init; }

    /// <summary>From the holder on the wire to the one the app is told (HOLD-03).</summary>
    public Func<HoldParty, HoldParty> TellsHolder { get; init; } = static holder => holder;

    /// <summary>True offers new descriptions with a hold (HOLD-04).</summary>
    public bool RenegotiatesOnHold { get; init; }

    /// <summary>True resumes a held call when another ends (HOLD-07).</summary>
    public bool ResumesRemaining { get; init; }

    /// <summary>Wait for a reply to a mute, which has none; null does not wait (MUTE-02).</summary>
    public TimeSpan? MuteReplyLimit { get; init; }

    /// <summary>False mutes only its own side (MUTE-01).</summary>
    public bool TellsMute { get; init; } = true;
}

/// <summary>Calls across a lost socket (K.6).</summary>
public sealed record RestoreRules
{
    /// <summary>How long calls are kept without a socket (RESTORE-01).</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait for <c>call.restored</c> after <c>authenticated</c>; null waits for ever (RESTORE-10, RESTORE-11).</summary>
    public TimeSpan? Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>False ends calls as soon as the socket is lost (RESTORE-01).</summary>
    public bool KeepsCalls { get; init; } = true;

    /// <summary>True hangs up what it kept, on the new socket (RESTORE-01).</summary>
    public bool HangsUpKept { get; init; }

    /// <summary>False makes another call of a known one (RESTORE-02).</summary>
    public bool KeepsIdentity { get; init; } = true;

    /// <summary>False leaves the user without control over a restored call that it knows (RESTORE-02).</summary>
    public bool ControlsKnown { get; init; } = true;

    /// <summary>False leaves the user without control over a restored call of an earlier life of the app (RESTORE-06).</summary>
    public bool ControlsUnknown { get; init; } = true;

    /// <summary>False goes on with the old connection's secrets (RESTORE-03).</summary>
    public bool NewSecrets { get; init; } = true;

    /// <summary>False neither offers nor answers for a restored call (RESTORE-04).</summary>
    public bool Negotiates { get; init; } = true;

    /// <summary>Wait for the server's offer before the client makes its own (CF-04).</summary>
    public TimeSpan OffersAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>True sends <c>call.answer</c> for a restored active call (RESTORE-05).</summary>
    public bool AnswersAgain { get; init; }

    /// <summary>False drops what it does not know (RESTORE-06).</summary>
    public bool TakesUnknown { get; init; } = true;

    /// <summary>True resumes a restored held call (RESTORE-07).</summary>
    public bool ResumesHeld { get; init; }

    /// <summary>True takes a restored ringing call for an active one (RESTORE-08).</summary>
    public bool RingingIsActive { get; init; }

    /// <summary>True restores one call only (RESTORE-12).</summary>
    public bool OnlyFirst { get; init; }

    /// <summary>False is deaf to <c>call.ended</c> while new media is agreed (RESTORE-15).</summary>
    public bool EndsWhileRestoring { get; init; } = true;

    /// <summary>True sends <c>call.hangup</c> for calls that were not restored (RESTORE-11).</summary>
    public bool HangsUpLost { get; init; }

    /// <summary>The reason told for a call that was not restored (RESTORE-11).</summary>
    public string LostReason { get; init; } = EndReason.Failed;
}

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
