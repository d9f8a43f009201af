using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>How long the client stays away before it comes back (B.8, SESS-02).</summary>
internal sealed class ReturnWaits(ClientContext context)
{
    private readonly ConnectionRules _rules = context.Rules.Connection;
    private readonly Backoff _usual = new(context.Rules.Connection.BackoffSteps, context.Rules.Connection.Jitter, context.Chance);
    private readonly Backoff _crowded = new(context.Rules.Connection.CrowdedSteps, context.Rules.Connection.Jitter, context.Chance);
    private DateTimeOffset _connectedAt;

    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan Next() => _usual.Next();

    /// <summary>The wait after a fatal error.</summary>
    public TimeSpan NextAfter(string code)
    {
        if (_rules.ReturnsAtOnceAfter(code))
        {
            return TimeSpan.Zero;
        }

        if (code != ErrorCode.SessionLimit)
        {
            return _usual.Next();
        }

        if (context.Now - _connectedAt >= _rules.CalmAfter)
        {
            _crowded.Reset();
        }

        return _crowded.Next();
    }

    /// <summary>A socket is open; that alone resets nothing (RECON-04).</summary>
    public void Opened()
    {
        if (_rules.ResetsBackoffOnOpen)
        {
            _usual.Reset();
        }
    }

    public void Authenticated()
    {
        _connectedAt = context.Now;
        _usual.Reset();
    }
}
