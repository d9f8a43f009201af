using System.Globalization;
using FakeDialStack.Flow;
using Harness.Drivers.Contract;
using Harness.Engine;
using Harness.Engine.Time;
using Harness.Scenarios;

namespace Harness.Drivers.Remote;

/// <summary>A driver elsewhere, lent to one run: its clients, and under the virtual clock its side of the border.</summary>
internal sealed class RemoteSession : IDriverSession, IEchoingDriver, IFarClients
{
    private readonly DriverConnection _connection;
    private readonly Func<ValueTask> _giveBack;
    private readonly string _prefix;
    private readonly Lock _gate = new();
    private readonly List<FarWord> _said = [];
    private Border? _border;
    private Loop? _loop;
    private int _pressed;
    private CancellationTokenRegistration? _whenGone;
    private readonly long _printedBefore;
    private bool _isOver;

    /// <param name="connection">The driver.</param>
    /// <param name="run">Number of the run on this connection; makes the ids of its clients unique.</param>
    /// <param name="hello">Who it is.</param>
    /// <param name="giveBack">Called once, at the end.</param>
    public RemoteSession(DriverConnection connection, int run, HelloResult hello, Func<ValueTask> giveBack)
    {
        _connection = connection;
        _printedBefore = connection.Output?.Count ?? 0;
        _giveBack = giveBack;
        _prefix = string.Create(CultureInfo.InvariantCulture, $"run{run}.");
        SeesPings = hello.Capabilities.Contains(DriverContract.Pings);
    }

    /// <inheritdoc/>
    public bool SeesPings { get; }

    /// <summary>How the driver broke, after which nothing that happened says anything about the client; null while it is in order.</summary>
    public string? Fault => _connection.Fault;

    /// <summary>What the driver has printed to stderr since it was lent.</summary>
    public IReadOnlyList<string> Printed() => _connection.Output?.Since(_printedBefore) ?? [];

    /// <summary>Buttons that were pressed and not answered yet. Real clock.</summary>
    public bool IsBusy => Volatile.Read(ref _pressed) > 0;

    /// <summary>From here on the clients follow the virtual clock.</summary>
    public void Follow(Border border) => _border = border;

    /// <summary>Asks the driver for a sign of life, for measuring how fast it is.</summary>
    public Task EchoAsync(CancellationToken cancellationToken) => _connection.HelloAsync(cancellationToken);

    /// <inheritdoc/>
    public IDrivenClient Create(ClientSetup setup)
    {
        _loop = setup.Flow.Loop;
        StopWhenGone(setup.Flow.Loop);
        var client = new RemoteClient(this, _prefix + setup.Lane, setup);
        _connection.Listen(client.Id, client);
        var reply = _connection.Ask(DriverContract.Create, new CreateParams(
            client.Id,
            setup.Lane,
            setup.RestBase.ToString().TrimEnd('/'),
            setup.SignallingUrl.ToString(),
            setup.Token,
            setup.TokenProvider is not null,
            _prefix + setup.Lane,
            setup.Seed,
            setup.Options)
        {
            Clock = _border is null ? null : new ClockStart((setup.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds),
        });
        _border?.Take(StateOf(DriverContract.Create, reply));
        return client;
    }

    // Whatever is awaited of a driver that has gone will not come: the run ends where it stands.
    private void StopWhenGone(Loop loop) => _whenGone ??= _connection.Gone.Register(() => loop.Post(() =>
    {
        if (!_isOver && Fault is { } fault)
        {
            throw new HarnessException(fault);
        }
    }));

    /// <summary>Presses a button. On the loop.</summary>
    public void Press(ActParams act)
    {
        if (_border is not null)
        {
            _border.TellTime();
            _border.Take(StateOf(DriverContract.Act, _connection.Ask(DriverContract.Act, act)));
            return;
        }

        // In real time the fake goes on meanwhile: a driver may answer only when something has come of it.
        Interlocked.Increment(ref _pressed);
        _loop!.Spawn(async () =>
        {
            try
            {
                await _connection.AskAsync<DriverReply>(DriverContract.Act, act, CancellationToken.None);
            }
            finally
            {
                Interlocked.Decrement(ref _pressed);
            }
        });
    }

    /// <summary>A client tells its app something. Any thread.</summary>
    public void Hear(string lane, string happened, Action hear)
    {
        if (Vocabulary.Events.All(e => e.Name != happened))
        {
            Blame($"tells the event '{happened}', which the contract does not have"
                + (Suggestion.Nearest(happened, Vocabulary.Events.Select(static e => e.Name)) is { } near ? $"; did you mean '{near}'?" : ""));
            return;
        }

        Keep(new FarWord(lane, hear));
    }

    /// <summary>A client asks its app for a token. Any thread.</summary>
    public void HearWish(string lane, Func<Task> mint) => Keep(new FarWord(lane, () =>
    {
        if (_border is { } border)
        {
            border.TokenWanted(lane, mint);
        }
        else
        {
            _loop!.Spawn(mint);
        }
    }));

    /// <summary>The driver did what the contract does not allow.</summary>
    public void Blame(string what) => _connection.Broke(what);

    /// <inheritdoc/>
    public FarState Settle(double now, IReadOnlyDictionary<(string Lane, int Number), (int Sent, bool Ended)> sockets, IReadOnlyDictionary<string, int> answered)
    {
        var asked = sockets.ToDictionary(static s => NameOf(s.Key.Lane, s.Key.Number), static s => new SettleSocket(s.Value.Sent, s.Value.Ended));
        return StateOf(DriverContract.Settle, _connection.Ask(DriverContract.Settle, new SettleParams(now, asked, answered)));
    }

    /// <inheritdoc/>
    public FarState Advance(double to) => StateOf(DriverContract.Advance, _connection.Ask(DriverContract.Advance, new AdvanceParams(to)));

    /// <summary>Switches a client off.</summary>
    public async ValueTask DropAsync(RemoteClient client)
    {
        try
        {
            await _connection.AskAsync<DriverReply>(DriverContract.Dispose, new DisposeParams(client.Id), CancellationToken.None);
        }
        catch (HarnessException refused)
        {
            // Whoever keeps a client must not be lent to another run.
            throw _connection.Broke($"did not switch a client off: {refused.Message}");
        }
        finally
        {
            _connection.Forget(client.Id);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _isOver = true;
        _whenGone?.Dispose();
        return _giveBack();
    }

    private static string NameOf(string lane, int number) => string.Create(CultureInfo.InvariantCulture, $"{lane}#{number}");

    private void Keep(FarWord word)
    {
        if (_border is null)
        {
            _loop?.Post(word.Hear);
            return;
        }

        lock (_gate)
        {
            _said.Add(word);
        }
    }

    private FarState StateOf(string method, DriverReply reply)
    {
        var state = reply.State ?? throw _connection.Broke($"answered '{method}' without 'state', which a driver with the capability 'clock' must send");
        if (WhatIsWrong(state) is { } wrong)
        {
            throw _connection.Broke($"answered '{method}' with a 'state' that cannot be: {wrong}");
        }

        lock (_gate)
        {
            var said = _said.ToList();
            _said.Clear();
            return new FarState(
                state.Next,
                state.Sockets.ToDictionary(s => SocketOf(s.Key), static s => (s.Value.Sent, s.Value.Ending || s.Value.Ended)),
                state.Open,
                said);
        }
    }

    private static string? WhatIsWrong(DriverState state) =>
        state.Sockets.Where(static s => s.Value is null).Select(static s => $"{s.Key} is null").FirstOrDefault()
        ?? state.Sockets.Keys.Where(static k => k.Split('#') is [_, ['0', ..]]).Select(static k => $"{k} is counted from 1, without zeros in front").FirstOrDefault()
        ?? state.Sockets.Where(static s => s.Value.Sent is < 0 or > DriverContract.MostFrames).Select(static s => $"{s.Key} has sent {s.Value.Sent} frames").FirstOrDefault()
        ?? state.Open.Where(static o => o.Value is < 0 or > DriverContract.MostFrames).Select(static o => $"{o.Key} is open {o.Value} times").FirstOrDefault()
        ?? state.Open.Keys.Where(static k => k.Split(' ', 3) is not ([_, DriverContract.Token] or [_, _, ['/', ..]])).Select(static k => $"'{k}' is no 'lane METHOD /path'").FirstOrDefault();

    private (string Lane, int Number) SocketOf(string name) => name.Split('#') is [var lane, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
        ? (lane, parsed)
        : throw _connection.Broke($"counts a socket '{name}', which is no 'lane#number'");
}
