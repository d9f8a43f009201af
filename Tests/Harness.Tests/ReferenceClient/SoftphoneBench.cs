using System.Text.Json.Nodes;
using FakeDialStack;
using FakeDialStack.Accounts;
using FakeDialStack.Flow;
using Fixtures.ReferenceClient;

namespace Harness.Tests.ReferenceClient;

/// <summary>The reference client against the fake on a loopback port, in real time.</summary>
internal sealed class SoftphoneBench : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly List<(string What, JsonObject Args)> _told = [];
    private readonly List<(string What, TaskCompletionSource<JsonObject> Heard)> _waiting = [];
    private Softphone _softphone = null!;

    private SoftphoneBench(FakeDialStackServer fake) => Fake = fake;

    public FakeDialStackServer Fake { get; }

    public User User { get; private set; } = null!;

    public static async Task<SoftphoneBench> StartAsync(SoftphoneRules? rules = null)
    {
        var bench = new SoftphoneBench(await FakeDialStackServer.StartAsync());
        await bench.Fake.InvokeAsync(() => bench.Make(rules ?? SoftphoneRules.Reference));
        return bench;
    }

    public Task ActAsync(string action, JsonObject? args = null) => Fake.InvokeAsync(() => _softphone.Act(action, args ?? []));

    /// <summary>Waits for the next event of that name which nobody has waited for yet.</summary>
    public async Task<JsonObject> HearAsync(string what)
    {
        var heard = await Fake.InvokeAsync(() =>
        {
            var source = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((what, source));
            Match();
            return source.Task;
        });
        return await heard.WaitAsync(s_patience);
    }

    public async ValueTask DisposeAsync()
    {
        var gone = await Fake.InvokeAsync(() => _softphone.DisposeAsync().AsTask());
        await gone;
        await Fake.DisposeAsync();
    }

    private void Make(SoftphoneRules rules)
    {
        User = Fake.Account.CreateUser("Ann Example", "ann@example.com");
        _softphone = new Softphone(new SoftphoneOptions
        {
            Time = TimeProvider.System,
            Flow = Fake.Platform.Flow,
            Seed = 1,
            Dialer = new TcpDialer(),
            RestBase = Fake.RestBase,
            Lane = "client",
            TokenProvider = _ => Task.FromResult(Fake.Platform.Tokens.Mint(User, TimeSpan.FromHours(1)).Token),
            Rules = rules,
        });
        _softphone.Told += (what, args) =>
        {
            _told.Add((what, args));
            Match();
        };
    }

    private void Match()
    {
        foreach (var waiting in _waiting.ToArray())
        {
            var at = _told.FindIndex(told => told.What == waiting.What);
            if (at >= 0)
            {
                waiting.Heard.SetResult(_told[at].Args);
                _told.RemoveAt(at);
                _waiting.Remove(waiting);
            }
        }
    }
}
