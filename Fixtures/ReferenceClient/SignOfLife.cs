using FakeDialStack.Flow;

namespace Fixtures.ReferenceClient;

/// <summary>The wait for any frame after a probe (CONN-11). There is one at a time (CONN-12).</summary>
internal sealed class SignOfLife(ClientContext context)
{
    private LoopTimer? _limit;
    private Action? _alive;

    /// <summary>Begins a wait; false when one is under way already, which then serves both.</summary>
    public bool Await(TimeSpan limit, Action silent, Action? alive)
    {
        _alive += alive;
        if (_limit is { IsArmed: true })
        {
            return false;
        }

        _limit = context.After(limit, silent);
        return true;
    }

    /// <summary>A frame came.</summary>
    public void Heard()
    {
        if (_limit is { IsArmed: true } limit)
        {
            limit.Dispose();
            var alive = _alive;
            _alive = null;
            alive?.Invoke();
        }
    }

    public void Stop()
    {
        _limit?.Dispose();
        _alive = null;
    }
}
