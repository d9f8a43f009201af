using FakeDialStack.Calls;
using FakeDialStack.Pstn;
using FakeDialStack.Sessions;
using NUnit.Framework;

namespace FakeDialStack.Tests.Calls;

public sealed class TransitionTests
{
    private static readonly (CallState From, CallInput Input, CallState To)[] s_calls =
    [
        (CallState.Trying, CallInput.Alerting, CallState.Ringing),
        (CallState.Ringing, CallInput.Alerting, CallState.Ringing),
        (CallState.Trying, CallInput.EarlyMedia, CallState.Trying),
        (CallState.Ringing, CallInput.EarlyMedia, CallState.Ringing),
        (CallState.Trying, CallInput.Answered, CallState.Active),
        (CallState.Ringing, CallInput.Answered, CallState.Active),
        (CallState.Trying, CallInput.Refused, CallState.Ended),
        (CallState.Ringing, CallInput.Refused, CallState.Ended),
        (CallState.Trying, CallInput.Ended, CallState.Ended),
        (CallState.Ringing, CallInput.Ended, CallState.Ended),
        (CallState.Active, CallInput.Ended, CallState.Ended),
        (CallState.HeldByUser, CallInput.Ended, CallState.Ended),
        (CallState.HeldByFarEnd, CallInput.Ended, CallState.Ended),
        (CallState.HeldByBoth, CallInput.Ended, CallState.Ended),
        (CallState.Active, CallInput.UserHolds, CallState.HeldByUser),
        (CallState.HeldByFarEnd, CallInput.UserHolds, CallState.HeldByBoth),
        (CallState.HeldByUser, CallInput.UserResumes, CallState.Active),
        (CallState.HeldByBoth, CallInput.UserResumes, CallState.HeldByFarEnd),
        (CallState.Active, CallInput.FarEndHolds, CallState.HeldByFarEnd),
        (CallState.HeldByUser, CallInput.FarEndHolds, CallState.HeldByBoth),
        (CallState.HeldByFarEnd, CallInput.FarEndResumes, CallState.Active),
        (CallState.HeldByBoth, CallInput.FarEndResumes, CallState.HeldByUser),
        (CallState.Active, CallInput.Muted, CallState.Active),
        (CallState.HeldByUser, CallInput.Muted, CallState.HeldByUser),
        (CallState.HeldByFarEnd, CallInput.Muted, CallState.HeldByFarEnd),
        (CallState.HeldByBoth, CallInput.Muted, CallState.HeldByBoth),
        (CallState.Active, CallInput.Transfer, CallState.Active),
        (CallState.HeldByUser, CallInput.Transfer, CallState.HeldByUser),
        (CallState.HeldByFarEnd, CallInput.Transfer, CallState.HeldByFarEnd),
        (CallState.HeldByBoth, CallInput.Transfer, CallState.HeldByBoth),
        (CallState.Trying, CallInput.Renegotiated, CallState.Trying),
        (CallState.Ringing, CallInput.Renegotiated, CallState.Ringing),
        (CallState.Active, CallInput.Renegotiated, CallState.Active),
        (CallState.HeldByUser, CallInput.Renegotiated, CallState.HeldByUser),
        (CallState.HeldByFarEnd, CallInput.Renegotiated, CallState.HeldByFarEnd),
        (CallState.HeldByBoth, CallInput.Renegotiated, CallState.HeldByBoth),
    ];

    [Test]
    public void Calls_move_as_the_table_says_and_in_no_other_way()
    {
        foreach (var state in Enum.GetValues<CallState>())
        {
            foreach (var input in Enum.GetValues<CallInput>())
            {
                var legal = s_calls.Where(c => c.From == state && c.Input == input).Select(c => (CallState?)c.To).SingleOrDefault();
                Assert.That(CallTransitions.Next(state, input), Is.EqualTo(legal), $"{state} on {input}");
            }
        }
    }

    [TestCase(LegState.Ringing, LegInput.Accept, LegState.Accepted)]
    [TestCase(LegState.Ringing, LegInput.Describe, LegState.Described)]
    [TestCase(LegState.Described, LegInput.Accept, LegState.Owned)]
    [TestCase(LegState.Accepted, LegInput.Describe, LegState.Owned)]
    [TestCase(LegState.Accepted, LegInput.Accept, null)]
    [TestCase(LegState.Accepted, LegInput.Reject, null)]
    [TestCase(LegState.Described, LegInput.Describe, null)]
    [TestCase(LegState.Owned, LegInput.Accept, null)]
    [TestCase(LegState.Owned, LegInput.Release, LegState.Ended)]
    [TestCase(LegState.Ended, LegInput.Release, null)]
    public void Legs_need_an_answer_and_a_description(LegState from, LegInput input, LegState? to) =>
        Assert.That(LegTransitions.Next(from, input), Is.EqualTo(to));

    [TestCase(SessionState.Opening, SessionInput.Authenticate, SessionState.Authenticated)]
    [TestCase(SessionState.Opening, SessionInput.Message, null)]
    [TestCase(SessionState.Opening, SessionInput.Refresh, null)]
    [TestCase(SessionState.Opening, SessionInput.End, SessionState.Closing)]
    [TestCase(SessionState.Authenticated, SessionInput.Authenticate, null)]
    [TestCase(SessionState.Authenticated, SessionInput.End, SessionState.Closing)]
    [TestCase(SessionState.Closing, SessionInput.End, null)]
    [TestCase(SessionState.Closing, SessionInput.Message, null)]
    [TestCase(SessionState.Closing, SessionInput.SocketGone, SessionState.Closed)]
    [TestCase(SessionState.Closed, SessionInput.SocketGone, null)]
    public void Sessions_authenticate_once_and_end_once(SessionState from, SessionInput input, SessionState? to) =>
        Assert.That(SessionTransitions.Next(from, input), Is.EqualTo(to));

    [TestCase(DialogState.Invited, DialogInput.Accept, DialogState.Confirmed)]
    [TestCase(DialogState.Proceeding, DialogInput.Cancel, DialogState.Terminated)]
    [TestCase(DialogState.Confirmed, DialogInput.Cancel, null)]
    [TestCase(DialogState.Confirmed, DialogInput.Provisional, null)]
    [TestCase(DialogState.Invited, DialogInput.Bye, null)]
    [TestCase(DialogState.Confirmed, DialogInput.Bye, DialogState.Terminated)]
    [TestCase(DialogState.Terminated, DialogInput.Bye, null)]
    public void Dialogs_follow_SIP(DialogState from, DialogInput input, DialogState? to) =>
        Assert.That(DialogTransitions.Next(from, input), Is.EqualTo(to));
}
