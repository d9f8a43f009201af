using FakeDialStack.Protocol;

namespace FakeDialStack.Control;

/// <summary>
/// The rules in force, and which of them applies. Of several that fit, those that are counted come first, in the order in
/// which they were made; of those that work for ever, the newest. Loop only.
/// </summary>
internal sealed class RuleBook(Action<FakeEvent> raise)
{
    private static readonly HashSet<string> s_fromClient = [.. MessageCatalogue.ClientToServer.Select(m => m.Type)];
    private static readonly HashSet<string> s_fromServer = [.. MessageCatalogue.ServerToClient.Select(m => m.Type)];

    private readonly List<Rule> _rules = [];

    public IReadOnlyList<Rule> Rules => _rules;

    public void Add(Rule rule)
    {
        if (rule.Verb == RuleVerb.Delay && rule.By is null)
        {
            throw new ArgumentException($"{rule.Name}: a delay needs its length (by).");
        }

        _rules.Add(rule);
    }

    public void Clear() => _rules.Clear();

    /// <summary>The rule for a message that a client has sent, or null.</summary>
    public Rule? ForReceived(string type, string peer, AccountId? account) => Fire(
        r => r.Target == type && (r.Verb is RuleVerb.Ignore or RuleVerb.Answer or RuleVerb.Refuse
            || (r.Verb == RuleVerb.Delay && !s_fromServer.Contains(type))),
        peer, account);

    /// <summary>The rule for a message that the fake is about to send, or null.</summary>
    public Rule? ForSent(string type, string peer, AccountId? account) => Fire(
        r => r.Target == type && (r.Verb is RuleVerb.Delay or RuleVerb.CloseBefore
            || (r.Verb == RuleVerb.Ignore && !s_fromClient.Contains(type))),
        peer, account);

    /// <summary>The rule for a ping, pong or upgrade, or null.</summary>
    public Rule? ForSocket(string target, string peer, AccountId? account) => Fire(r => r.Target == target, peer, account);

    /// <summary>The rule for an HTTP request, or null.</summary>
    public Rule? ForHttp(string method, string path, string peer, AccountId? account) =>
        Fire(r => FitsHttp(r.Target, method, path), peer, account);

    private static bool FitsHttp(string target, string method, string path)
    {
        var space = target.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !target[..space].Equals(method, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var wanted = target[(space + 1)..].Trim().TrimEnd('/').Split('/');
        var got = path.TrimEnd('/').Split('/');
        return wanted.Length == got.Length
            && wanted.Zip(got).All(p => p.First == p.Second || (p.First.StartsWith('{') && p.Second.Length > 0));
    }

    private Rule? Fire(Func<Rule, bool> fits, string peer, AccountId? account)
    {
        bool Applies(Rule r) => !r.IsSpent && (r.Peer is null || r.Peer == peer) && (r.Account is null || r.Account == account) && fits(r);
        var rule = _rules.Find(r => r.Times is not null && Applies(r)) ?? _rules.FindLast(r => r.Times is null && Applies(r));
        if (rule is not null)
        {
            rule.Fired++;
            raise(new RuleFired(peer, rule.Name));
        }

        return rule;
    }
}
