using System.Text.Json.Nodes;
using FakeDialStack.Flow;
using FakeDialStack.Protocol;
using Fixtures.ReferenceClient;

namespace Harness.Tests.ReferenceClient;

/// <summary>A token keeper on a loop and a clock that the test moves, with a backend that mints what the test wants.</summary>
internal sealed class TokenBench
{
    private readonly Loop _loop = new();
    private readonly TokenKeeper _keeper;

    public TokenBench(TimeSpan firstTtl, Func<RefreshRules, RefreshRules>? change = null, string? token = null, bool hasProvider = true)
    {
        var rules = SoftphoneRules.Reference;
        var context = new ClientContext(
            new SoftphoneOptions
            {
                Time = Clock,
                Flow = new FreeFlow(_loop),
                Dialer = new TcpDialer(),
                RestBase = new Uri("http://laptop.fake.test"),
                Lane = "laptop",
                TokenProvider = hasProvider ? _ => Mint() : null,
                Storage = Storage,
                Rules = rules with { Refresh = change is null ? rules.Refresh : change(rules.Refresh) },
            },
            new Random(1),
            (what, args) => Told.Add((what, args)));
        _keeper = new TokenKeeper(context);
        Storage.Token = token ?? Token(firstTtl);
    }

    public ManualClock Clock { get; } = new();

    public SoftphoneStorage Storage { get; } = new();

    public List<(string What, JsonObject Args)> Told { get; } = [];

    public List<(AuthRefresh Message, DateTimeOffset At)> Sent { get; } = [];

    public Func<Task<string>> Mint { get; set; } = static () => throw new InvalidOperationException("no token today");

    public string Token(TimeSpan ttl) => MadeToken.ExpiringAt((Clock.GetUtcNow() + ttl).ToUnixTimeSeconds());

    public void SocketUp() => On(() => _keeper.Start(message =>
    {
        Sent.Add(((AuthRefresh)message, Clock.GetUtcNow()));
        return true;
    }));

    public void SocketLost() => On(_keeper.Stop);

    public void Confirm(string? reqId) => On(() => _keeper.Take(new AuthRefreshed { ReqId = reqId }));

    public void Refuse(string? reqId) => On(() => _keeper.TakeError(new Error(ErrorCode.AuthFailed, "not this one") { ReqId = reqId }));

    public void Pass(TimeSpan time) => Clock.Advance(time, Settle);

    private void On(Action work)
    {
        _loop.Post(work);
        Settle();
    }

    private void Settle()
    {
        while (TryTake() is { } work)
        {
            _loop.Run(work);
        }
    }

    private Action? TryTake()
    {
        lock (_loop.Gate)
        {
            return _loop.TryTake(out var work) ? work : null;
        }
    }
}
