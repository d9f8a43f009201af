using FakeDialStack.Flow;
using FakeDialStack.Rest;
using FakeDialStack.Sessions;

namespace FakeDialStack.Control;

/// <summary>What a rule does to an HTTP request.</summary>
internal static class HttpRules
{
    private const int Ok = 200;
    private const int Unavailable = 503;

    /// <summary>Null: the request is handled as usual.</summary>
    public static async Task<LoopReply?> ApplyAsync(Rule? rule, SocketScene scene)
    {
        switch (rule?.Verb)
        {
            case RuleVerb.Ignore:
                // No answer, ever. The asking end gives up and the connection goes with it.
                return await new TaskCompletionSource<LoopReply?>().Task;
            case RuleVerb.Delay:
                var later = new TaskCompletionSource<LoopReply?>();
                LoopTimer.Start(scene.Time, scene.Loop, rule.By!.Value, () => later.SetResult(null));
                return await later.Task;
            case RuleVerb.Answer:
                return new LoopReply(rule.Status ?? Ok, rule.With?.ToJsonString() ?? "");
            case RuleVerb.Refuse:
                return new LoopReply(rule.Status ?? Unavailable, rule.With?.ToJsonString() ?? """{"error":"refused by a rule","code":"unavailable"}""");
            case RuleVerb.CloseBefore:
                return IRestHost.Break;
            default:
                return null;
        }
    }
}
