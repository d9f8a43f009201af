using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Flow;
using FakeDialStack.Media;
using FakeDialStack.Protocol;
using FakeDialStack.Pstn;
using FakeDialStack.Sessions;

namespace FakeDialStack.Calls;

/// <summary>What the calls of one account have in common.</summary>
internal sealed record CallScene(
    Account Account,
    TimeProvider Time,
    Loop Loop,
    IdSequence Ids,
    IMediaGateway Media,
    SessionDirectory Sessions,
    FarEnds FarEnds,
    Action<string, JsonObject> Webhook)
{
    /// <summary>The number that the account calls from, and is called under when nothing else is said.</summary>
    public const string Number = "+14155550199";

    /// <summary>All calls, in the order in which they began; those that are over are remembered by their ids.</summary>
    public CallBook Calls { get; } = new();

    public AccountSettings Settings => Account.Settings;

    public LoopTimer After(TimeSpan due, Action action) => LoopTimer.Start(Time, Loop, due, action);
}
