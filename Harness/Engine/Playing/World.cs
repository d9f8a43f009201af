using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Control;
using FakeDialStack.Flow;
using FakeDialStack.InMemory;
using FakeDialStack.Pstn;
using Harness.Drivers;
using Harness.Engine.Time;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Engine.Playing;

/// <summary>Everybody who takes part in one run: the fake with an account of its own, clients, far ends and the backend.</summary>
internal sealed class World
{
    private static readonly TimeSpan s_tokenTtl = TimeSpan.FromHours(24);

    private readonly Scenario _scenario;
    private readonly Record _record;
    private readonly IFlow _flow;
    private readonly TimeProvider _time;
    private readonly InMemoryNetwork _network;
    private readonly IDriverSession _driver;
    private readonly int _seed;
    private readonly RunHost _host;
    private readonly Dictionary<string, User> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IDrivenClient> _clients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FarEnd> _farEnds = new(StringComparer.Ordinal);
    private readonly List<(string User, int From, string Token)> _tokens = [];
    private readonly List<(RuleLine Line, Func<int> Fired)> _rules = [];
    private readonly Account _account;

    private World(RunPlan plan, IDriverSession driver, IFlow flow, TimeProvider time, Record record, RunHost host)
    {
        _scenario = plan.Scenario;
        _driver = driver;
        _seed = plan.Seed;
        _flow = flow;
        _time = time;
        _record = record;
        _host = host;
        _network = host.Network;
        _account = host.Account;
        _network.IsBlocked = name => Control.IsBlocked(name.Split('.')[0]);
        Recorder = new Recorder(record, host.IsSigned);
        host.Platform.Happened += Recorder.On;
    }

    /// <summary>What scripts the fake.</summary>
    public ServerControl Control => _host.Platform.Control;

    /// <summary>What turned events of the fake into entries.</summary>
    public Recorder Recorder { get; }

    /// <summary>What ids and tokens are called in transcripts.</summary>
    public IReadOnlyDictionary<string, string> Called()
    {
        var called = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [_account.Id.Value] = "account",
            [_account.PlatformKey] = "platform key",
        };
        foreach (var (name, user) in _users)
        {
            called[user.Id.Value] = name;
        }

        foreach (var tokens in _tokens.GroupBy(static t => t.User))
        {
            foreach (var (token, number) in tokens.Select(static (t, i) => (t.Token, i + 1)))
            {
                called[token] = $"{tokens.Key} token {number}";
            }
        }

        return called;
    }

    /// <summary>Rules that have never fired.</summary>
    public IEnumerable<RuleLine> IdleRules => _rules.Where(static r => r.Fired() == 0).Select(static r => r.Line);

    /// <summary>True while a driver owes an answer.</summary>
    public bool IsBusy => _clients.Values.OfType<IBusyClient>().Any(static c => c.IsBusy);

    /// <summary>Starts the host. Not on the loop.</summary>
    /// <param name="plan">What the run is made from.</param>
    /// <param name="driver">Who drives the clients.</param>
    /// <param name="clockwork">What depends on the clock.</param>
    /// <param name="record">Where everything is noted.</param>
    public static World Start(RunPlan plan, IDriverSession driver, Clockwork clockwork, Record record) =>
        new(plan, driver, clockwork.Flow, clockwork.Time, record, RunHost.Start(plan, clockwork.Flow, clockwork.Time, clockwork.Reach));

    /// <summary>What <c>$name</c> stood for, captures apart, when the entry with this number was recorded.</summary>
    public JsonNode? Given(string name, int index)
    {
        var parts = name.Split('.', 2);
        if (_users.TryGetValue(parts[0], out var user) && parts.Length == 2)
        {
            return parts[1] switch
            {
                "id" => JsonValue.Create(user.Id.Value),
                "token" => TokenOf(parts[0], index) is { } token ? JsonValue.Create(token) : null,
                "number" => JsonValue.Create(NumberOf(parts[0])),
                _ => null,
            };
        }

        return _scenario.Given.FarEnds.FirstOrDefault(f => f.Name == name) is { } farEnd ? JsonValue.Create(farEnd.Number) : null;
    }

    /// <summary>Runs a scripted line. On the loop. Returns what it captured.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonNode?>> Apply(Line line, Matching.Names names)
    {
        switch (line)
        {
            case ActionLine action:
                Act(action, names);
                return [];
            case InjectionLine injection:
                return new Injector(Control).Inject(injection, names);
            case RuleLine rule:
                SetRule(rule, new Matching.TemplateBuilder(names).Build(rule.With));
                return [];
            case FaultLine fault:
                Break(fault);
                return [];
            default:
                throw new HarnessException($"{line.At}: no way to run '{line.Text}'");
        }
    }

    /// <summary>Lets everybody go: clients first, then the host. Called when the record is closed.</summary>
    public void TakeDown(IPace pace)
    {
        try
        {
            pace.TakeDown(DisposeClientsAsync);
        }
        finally
        {
            _host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    // Each of them, whatever the others do; the first failure is told when all are gone.
    private async Task DisposeClientsAsync()
    {
        Exception? broke = null;
        foreach (var client in _clients.Values)
        {
            try
            {
                await client.DisposeAsync();
            }
            catch (Exception thrown)
            {
                broke ??= thrown;
            }
        }

        _host.Platform.Shutdown();
        if (broke is not null)
        {
            throw broke as HarnessException ?? new HarnessException($"A client could not be let go: {broke.Message}", broke);
        }
    }

    /// <summary>Brings in users, far ends and clients. On the loop.</summary>
    public void BringIn()
    {
        foreach (var given in _scenario.Given.Users)
        {
            _users[given.Name] = _account.CreateUser(
                given.Name, $"{given.Name}@example.com", given.Id, given.MobilePushWakeup, given.DoNotDisturb);
        }

        foreach (var given in _scenario.Given.FarEnds)
        {
            _farEnds[given.Name] = Control.AddFarEnd(_account, given.Name, given.Number);
        }

        foreach (var given in _scenario.Given.Clients)
        {
            _host.Platform.RegisterPeer(given.Name, _account);
        }

        foreach (var (given, number) in _scenario.Given.Clients.Select(static (c, i) => (c, i)))
        {
            _clients[given.Name] = _driver.Create(SetupOf(given, number));
        }

        if (_scenario.Given.Backend.Webhooks || _scenario.Given.Users.Any(static u => u.MobilePushWakeup))
        {
            _host.Backend.RegisterEndpoint(_account);
        }
    }

    private ClientSetup SetupOf(GivenClient given, int number)
    {
        var user = _users[given.User];
        if (TokenOf(given.User, 0) is null)
        {
            _tokens.Add((given.User, 0, _host.Platform.Tokens.Mint(user, _scenario.Given.Backend.TokenTtl ?? s_tokenTtl).Token));
        }

        return new ClientSetup
        {
            Lane = given.Name,
            RestBase = _host.RestBaseOf(given.Name),
            SignallingUrl = Fixtures.ReferenceClient.SignallingUrl.Derive(_host.RestBaseOf(given.Name)),
            Token = given.Options.TryGetValue("token", out var own) ? own : TokenOf(given.User, 0)!,
            TokenProvider = given.TokenProvider ? cancellationToken => MintAsync(given, user, cancellationToken) : null,
            Told = (happened, args) => _record.Add(EntryKind.Event, given.Name, "app", happened, (JsonObject)args.DeepClone()),
            Time = _time,
            Flow = _flow,
            Dialer = _host.Dialer,
            Seed = unchecked((_seed * 31) + number),
            Options = given.Options,
        };
    }

    private async Task<string> MintAsync(GivenClient given, User user, CancellationToken cancellationToken)
    {
        _record.Add(EntryKind.Event, given.Name, "app", "token expiring");
        var token = await _host.Backend.MintAsync(user.Id.Value, cancellationToken);
        _tokens.Add((given.User, _record.Here.Index, token));
        return token;
    }

    private void Act(ActionLine action, Matching.Names names)
    {
        var with = new Matching.TemplateBuilder(names).Build(action.With);
        if (action.From == "app")
        {
            _record.Add(EntryKind.Action, "app", action.To, action.Name, (JsonObject)with.DeepClone());
            _clients[action.To].Act(action.Name, with);
        }
        else if (action.From == "backend")
        {
            ActAsBackend(action, with, names);
        }
        else
        {
            _farEnds[action.From].Signal(action.Name, Addressed(with));
        }
    }

    private void ActAsBackend(ActionLine action, JsonObject with, Matching.Names names)
    {
        if (action.Name == "push")
        {
            _record.Add(EntryKind.Push, "backend", action.To, "push", (JsonObject)with.DeepClone());
            _clients[action.To].Act("push", with);
            return;
        }

        var request = Matching.TemplateBuilder.Fill(action.Name, names).Split(' ', 2);
        _flow.Loop.Spawn(async () =>
        {
            var answer = await _host.Backend.AskAsync(request[0], request[1], with);
            if (action.Status is { } wanted && !EntryMatch.HasStatus(wanted, answer.Status))
            {
                throw new HarnessException($"{action.At}: the server answered {answer.Status} to '{action.Name}', not {wanted}");
            }
        });
    }

    /// <summary>Far ends dial users by their name in the file.</summary>
    private JsonObject Addressed(JsonObject with)
    {
        if (with["to"] is JsonValue to && _users.TryGetValue(to.ToString(), out var user))
        {
            with["to_number"] ??= NumberOf(to.ToString());
            with["to"] = user.Id.Value;
        }

        return with;
    }

    private void SetRule(RuleLine line, JsonObject with)
    {
        _record.Add(EntryKind.Rule, line.Party, line.For ?? line.Party, $"{line.Verb} {line.Target}", (JsonObject)with.DeepClone());
        if (line.Party == "backend")
        {
            _rules.Add((line, _host.Backend.SetRule(line.Target, line.Verb, line.Times, line.By, line.Status)));
            return;
        }

        if (line.Verb == "sets")
        {
            Set(line, with);
            return;
        }

        var rule = RuleMaker.Make(line, with, _account);
        Control.AddRule(rule);
        _rules.Add((line, () => rule.Fired));
    }

    private void Set(RuleLine line, JsonObject with)
    {
        if (_users.TryGetValue(line.Target, out var user))
        {
            UserSettings.Apply(user, with, line.At);
            return;
        }

        foreach (var (name, value) in with)
        {
            Control.Set(_account, name, value?.ToString() ?? "");
        }
    }

    private void Break(FaultLine line)
    {
        var with = line.By is { } by ? new JsonObject { ["by"] = Durations.Format(by) } : [];
        _record.Add(EntryKind.Fault, "network", line.Client, line.Verb, with);
        Control.SetNetwork(line.Client, FaultWords.Of(line), line.By);
        if (line.For is { } length)
        {
            LoopTimer.Start(_time, _flow.Loop, length, () =>
            {
                _record.Add(EntryKind.Fault, "network", line.Client, "restores");
                Control.SetNetwork(line.Client, NetworkFault.Restore);
            });
        }
    }

    private string? TokenOf(string user, int index) => _tokens.LastOrDefault(t => t.User == user && t.From <= index).Token;

    private string NumberOf(string user) =>
        $"+141555501{50 + _scenario.Given.Users.Select(static u => u.Name).ToList().IndexOf(user)}";
}
