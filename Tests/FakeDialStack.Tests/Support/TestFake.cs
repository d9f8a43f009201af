using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Control;
using FakeDialStack.Pstn;
using Harness.Engine.Time;
using NUnit.Framework;

namespace FakeDialStack.Tests.Support;

/// <summary>A fake on loopback whose clock moves only when told, and whose events can be waited for.</summary>
internal sealed class TestFake : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly List<FakeEvent> _events = [];
    private readonly List<(Func<FakeEvent, bool> Fits, TaskCompletionSource<FakeEvent> Found)> _waiting = [];
    private int _peers;

    private TestFake(FakeDialStackServer server, VirtualTime time)
    {
        Server = server;
        Time = time;
        server.Platform.Happened += Happened;
    }

    public FakeDialStackServer Server { get; }

    public VirtualTime Time { get; }

    public DialStackPlatform Platform => Server.Platform;

    public Account Account => Server.Account;

    public FarEnd Caller => Server.FarEnd;

    /// <summary>Starts one, with switches and limits by name.</summary>
    public static Task<TestFake> StartAsync(params (string Name, string Value)[] settings) => StartAsync(null, settings);

    /// <summary>Starts one that can be controlled over HTTP.</summary>
    public static async Task<TestFake> StartAsync(ControlOptions? control, params (string Name, string Value)[] settings)
    {
        var chosen = settings.Aggregate(AccountSettings.Default, (s, c) => s.With(c.Name, c.Value));
        var time = new VirtualTime(new DateTimeOffset(2026, 9, 1, 12, 0, 0, TimeSpan.Zero));
        var server = await FakeDialStackServer.StartAsync(new FakeDialStackOptions { Time = time, DefaultSettings = chosen, Control = control });
        server.FarEnd.Behaviour = FarEndBehaviour.Scripted;
        return new TestFake(server, time);
    }

    public Task<T> OnLoopAsync<T>(Func<T> work) => Server.InvokeAsync(work);

    public Task OnLoopAsync(Action work) => Server.InvokeAsync(work);

    public Task SetAsync(string name, string value) => OnLoopAsync(() => Platform.Control.Set(Account, name, value));

    public Task<User> UserAsync(string name = "alice", bool wake = false, bool doNotDisturb = false, Account? account = null) =>
        OnLoopAsync(() => (account ?? Account).CreateUser(name, mobilePushWakeup: wake, doNotDisturb: doNotDisturb));

    public Task<string> TokenAsync(User user, TimeSpan? ttl = null) =>
        OnLoopAsync(() => Platform.Tokens.Mint(user, ttl ?? TimeSpan.FromHours(1)).Token);

    /// <summary>Opens a socket without authenticating.</summary>
    public Task<TestClient> OpenAsync(string? peer = null) => TestClient.OpenAsync(this, peer ?? $"peer{++_peers}");

    /// <summary>A new session of the user.</summary>
    public async Task<TestClient> ConnectAsync(User user, string? peer = null, TimeSpan? ttl = null)
    {
        var client = await OpenAsync(peer);
        await client.AuthenticateAsync(await TokenAsync(user, ttl));
        return client;
    }

    /// <summary>Lets time pass, one timer after the other.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        var until = Time.Elapsed + by;
        while (await OnLoopAsync(() => Time.FireOne(until)))
        {
            // What the timer has posted runs before the next one is looked at.
            await OnLoopAsync(static () => { });
        }

        await OnLoopAsync(() => Time.MoveTo(until));
    }

    public Task SignalAsync(string signal, JsonObject? with = null) => OnLoopAsync(() => Caller.Signal(signal, with));

    public Task InviteAsync(User user, string from = "+14155550100") =>
        SignalAsync("INVITE", new JsonObject { ["to"] = user.Id.Value, ["from"] = from, ["from_name"] = "Pat Example" });

    /// <summary>What has happened so far.</summary>
    public Task<List<FakeEvent>> EventsAsync() => OnLoopAsync(() => _events.ToList());

    /// <summary>The PSTN steps so far: <c>&lt;INVITE</c> from the far end, <c>&gt;100</c> to it.</summary>
    public async Task<string> PstnAsync() => string.Join(
        ' ', (await EventsAsync()).OfType<PstnSignalled>().Select(p => (p.FromFarEnd ? "<" : ">") + p.Signal));

    /// <summary>The first event that fits, past or to come.</summary>
    public async Task<T> EventAsync<T>(Func<T, bool>? fits = null)
        where T : FakeEvent
    {
        bool Fits(FakeEvent e) => e is T t && (fits is null || fits(t));
        var found = await OnLoopAsync(() =>
        {
            var source = new TaskCompletionSource<FakeEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_events.Find(Fits) is { } past)
            {
                source.SetResult(past);
            }
            else
            {
                _waiting.Add((Fits, source));
            }

            return source;
        });
        return (T)await found.Task.WaitAsync(s_patience);
    }

    public async ValueTask DisposeAsync()
    {
        var faults = (await EventsAsync()).OfType<FakeFault>().ToList();
        await Server.DisposeAsync();
        Assert.That(faults, Is.Empty, "the fake found faults of its own");
    }

    private void Happened(FakeEvent happened)
    {
        _events.Add(happened);
        foreach (var waiting in _waiting.Where(w => w.Fits(happened)).ToList())
        {
            _waiting.Remove(waiting);
            waiting.Found.SetResult(happened);
        }
    }
}
