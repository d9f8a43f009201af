using FakeDialStack.Accounts;
using FakeDialStack.Control;
using FakeDialStack.Flow;

namespace FakeDialStack.Sessions;

/// <summary>What was decided about an upgrade, with all that is needed to start the socket.</summary>
/// <param name="Verdict">Null: break the connection without an answer.</param>
/// <param name="Number">Number of the socket among those of its client.</param>
/// <param name="Network">How the client's network is.</param>
internal sealed record UpgradeDecision(UpgradeVerdict? Verdict, int Number, PeerNetwork Network);

/// <summary>Counts the upgrades of each client and decides on them: network first, then rules, then the protocol. Loop only.</summary>
internal sealed class UpgradeDesk(SocketScene scene, PeerNetworks networks, Func<string, Account?> accountOf, AccountSettings defaults)
{
    private const int Unavailable = 503;

    private readonly List<(string Peer, int Count)> _counts = [];

    /// <summary>The settings that apply before a session is authenticated.</summary>
    public AccountSettings SettingsOf(string peer) => accountOf(peer)?.Settings ?? defaults;

    /// <summary>Decides. Takes its time, or for ever, when a rule says so.</summary>
    public async Task<UpgradeDecision> DecideAsync(string peer, string path, string query, IReadOnlyDictionary<string, string> headers, UpgradeRequest request)
    {
        var number = Count(peer);
        var network = networks.Of(peer);
        scene.Raise(new UpgradeRequested(peer, number, path, query, headers));
        await network.Flowing;
        if (networks.IsBlocked(peer))
        {
            return new UpgradeDecision(null, number, network);
        }

        var rule = scene.Rules.ForSocket("ws.open", peer, accountOf(peer)?.Id);
        switch (rule?.Verb)
        {
            case RuleVerb.Ignore:
                await new TaskCompletionSource().Task;
                break;
            case RuleVerb.Delay:
                var later = new TaskCompletionSource();
                LoopTimer.Start(scene.Time, scene.Loop, rule.By!.Value, later.SetResult);
                await later.Task;
                break;
            case RuleVerb.Answer or RuleVerb.Refuse:
                return new UpgradeDecision(new UpgradeVerdict(rule.Status ?? Unavailable, rule.Name), number, network);
            case RuleVerb.CloseBefore:
                return new UpgradeDecision(null, number, network);
        }

        return new UpgradeDecision(UpgradeRules.Judge(request, SettingsOf(peer)), number, network);
    }

    private int Count(string peer)
    {
        var index = _counts.FindIndex(c => c.Peer == peer);
        if (index < 0)
        {
            _counts.Add((peer, 1));
            return 1;
        }

        _counts[index] = (peer, _counts[index].Count + 1);
        return _counts[index].Count;
    }
}
