using Harness.Drivers;
using Harness.Engine.Playing;

namespace Harness.Cli.Watching;

/// <summary>
/// Meets the client for each play. Who dials in (a page, a phone, a browser) stays connected between plays; a command is
/// started anew, so that the client's newest code is what plays.
/// </summary>
internal sealed class KeptClient : IAsyncDisposable
{
    private IDriverSource? _kept;

    /// <summary>True when a play came as far as asking for the client.</summary>
    public bool WasAsked { get; private set; }

    /// <summary>True when it was there.</summary>
    public bool WasMet { get; private set; }

    /// <summary>As <see cref="ClientChoice.MeetAsync"/>.</summary>
    public async Task<(IDriverSource? Source, string Mistake)> MeetAsync(
        ClientWanted wanted, NetworkReach reach, CliEnvironment environment, CancellationToken cancellationToken)
    {
        WasAsked = true;
        if (_kept is not null)
        {
            return (new Lent(_kept), "");
        }

        var (source, mistake) = await ClientChoice.MeetAsync(wanted, reach, environment, cancellationToken);
        WasMet |= source is not null;
        if (source is null || !ClientChoice.DialsIn(wanted.Client))
        {
            return (source, mistake);
        }

        _kept = source;
        return (new Lent(source), "");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _kept?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The kept one, which outlives the play that it is lent to.</summary>
    private sealed class Lent(IDriverSource kept) : IDriverSource
    {
        public string Name => kept.Name;

        public IReadOnlyList<string> Capabilities => kept.Capabilities;

        public TimeSpan? SilentMediaPatience => kept.SilentMediaPatience;

        public bool IsHeld => kept.IsHeld;

        public IDriverSession Open(bool isExclusive) => kept.Open(isExclusive);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
