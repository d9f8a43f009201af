using System.Text.Json.Nodes;

namespace Fixtures.ReferenceClient;

/// <summary>
/// A small, correct softphone: the client side of the protocol without real media. Scenarios are tried on it before they
/// judge anybody else. Everything on it runs on the loop of its flow, <see cref="DisposeAsync"/> excepted.
/// </summary>
public sealed class Softphone : IAsyncDisposable
{
    private readonly SoftphoneOptions _options;
    private readonly Random _chance;
    private readonly List<SignallingSocket> _left = [];
    private SoftphoneLife _life;

    /// <summary>A phone that is switched on and not connected.</summary>
    public Softphone(SoftphoneOptions options)
    {
        _options = options;
        _chance = new Random(options.Seed);
        options.Storage.Token ??= options.Token;
        _life = NewLife();
    }

    /// <summary>What the app is told: event word and arguments.</summary>
    public event Action<string, JsonObject>? Told;

    /// <summary>The action and event words that it knows.</summary>
    public static IReadOnlyList<string> Capabilities => [.. SoftphoneLife.Actions, "restart", .. s_events];

    private static readonly string[] s_events =
    [
        "connected", "disconnected", "reconnecting", "reconnected", "error", "token expiring", "network changed",
        "incoming", "trying", "ringing", "answered", "held", "resumed", "ended", "ringback",
    ];

    /// <summary>Presses a button.</summary>
    /// <param name="action">The word of the scenario language.</param>
    /// <param name="args">Its arguments.</param>
    /// <exception cref="ArgumentException">There is no such button, or an argument is missing or unreadable.</exception>
    public void Act(string action, JsonObject args)
    {
        if (action == "restart")
        {
            Restart();
        }
        else
        {
            _life.Act(action, new ActionArguments(action, args));
        }
    }

    /// <summary>Switches it off without a word to the server, and waits until its sockets are let go.</summary>
    public async ValueTask DisposeAsync()
    {
        End();
        foreach (var socket in _left)
        {
            await socket.Completed;
        }
    }

    private SoftphoneLife NewLife() => new(_options, _chance, (what, args) => Told?.Invoke(what, args));

    // A cold start: the process is killed, the storage stays.
    private void Restart()
    {
        End();
        _left.RemoveAll(static socket => socket.Completed.IsCompleted);
        _life = NewLife();
        if (_options.Storage is { Online: true, SignedIn: true })
        {
            _life.Act("connect", new ActionArguments("connect", []));
        }
    }

    private void End()
    {
        _left.AddRange(_life.Sockets);
        _life.Kill();
    }
}
