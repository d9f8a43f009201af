using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

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
