using FakeDialStack.Flow;

namespace Fixtures.Backend;

/// <summary>How the backend misbehaves, by target: <c>token</c> or <c>webhook</c>. The newest rule that is not used up counts.</summary>
internal sealed class BackendRules(TimeProvider time, Loop loop)
{
    private const int DefaultRefusal = 503;

    private readonly List<Rule> _rules = [];

    /// <summary>Adds a rule; the result tells how often it has worked.</summary>
    public Func<int> Add(string target, string verb, int? times, TimeSpan? by, int? status)
    {
        if (target is not ("token" or "webhook"))
        {
            throw new ArgumentException($"the stub backend has no '{target}': it has token and webhook", nameof(target));
        }

        BackendVerb parsed = verb switch
        {
            "refuse" or "refuses" => BackendVerb.Refuse,
            "delay" or "delays" => BackendVerb.Delay,
            "ignore" or "ignores" => BackendVerb.Ignore,
            "answer" or "answers" => BackendVerb.Answer,
            _ => throw new ArgumentException($"the stub backend cannot '{verb}': it refuses, delays, ignores and answers", nameof(verb)),
        };
        var rule = new Rule(target, parsed, times, by ?? TimeSpan.Zero, status);
        _rules.Add(rule);
        return () => rule.Fired;
    }

    /// <summary>Applies what is set for a target: waits if need be; the status to answer with, or null to go on as usual.</summary>
    public async Task<int?> ApplyAsync(string target, CancellationToken cancellationToken)
    {
        if (_rules.FindLast(rule => rule.Target == target && rule.Left is not 0) is not { } rule)
        {
            return null;
        }

        rule.Left--;
        rule.Fired++;
        switch (rule.Verb)
        {
            case BackendVerb.Refuse:
                return rule.Status ?? DefaultRefusal;
            case BackendVerb.Answer:
                return rule.Status;
            case BackendVerb.Delay:
                await WaitAsync(rule.By, cancellationToken);
                return rule.Status;
            default:
                await WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);
                return null;
        }
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        var over = new TaskCompletionSource();
        using var timer = wait == Timeout.InfiniteTimeSpan ? null : LoopTimer.Start(time, loop, wait, over.SetResult);
        // The token may be cancelled from any thread; the state belongs to the loop.
        using var cancelled = cancellationToken.Register(() => loop.Post(() => over.TrySetCanceled(cancellationToken)));
        await over.Task;
    }

    private enum BackendVerb
    {
        Refuse,
        Delay,
        Ignore,
        Answer,
    }

    private sealed class Rule(string target, BackendVerb verb, int? times, TimeSpan by, int? status)
    {
        public string Target { get; } = target;

        public BackendVerb Verb { get; } = verb;

        public int? Left { get; set; } = times;

        public int Fired { get; set; }

        public TimeSpan By { get; } = by;

        public int? Status { get; } = status;
    }
}
