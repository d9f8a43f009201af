using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FakeDialStack.Flow;
using Fixtures.ReferenceClient;
using Harness.Engine.Time;

namespace Drivers.Tests.FarReference;

/// <summary>The reference client behind the driver contract: one loop and one clock for each scenario, as a process elsewhere would have.</summary>
/// <param name="input">What the harness writes.</param>
/// <param name="output">What the harness reads.</param>
/// <param name="seesPings">Whether it counts pings and pongs; else they are answered unseen, as a library does.</param>
/// <param name="rules">How the client behaves.</param>
internal sealed class FarDriver(TextReader input, TextWriter output, bool seesPings, SoftphoneRules rules)
{
    private readonly Dictionary<string, Softphone> _clients = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Action<JsonObject>> _tokens = new(StringComparer.Ordinal);
    private readonly BlockingCollection<Action> _work = [];
    private readonly Lock _writing = new();
    private Loop _loop = new();
    private FarFlow? _flow;
    private VirtualTime? _time;
    private double _start;
    private int _ids;

    /// <summary>Serves until the harness hangs up. Keeps the thread.</summary>
    public void Serve()
    {
        // A settle may wait for a token that is written behind it: reading goes on meanwhile.
        var reader = new Thread(Read) { IsBackground = true };
        reader.Start();
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }

        reader.Join();
    }

    private void Read()
    {
        while (input.ReadLine() is { } line)
        {
            var message = JsonNode.Parse(line)!.AsObject();
            if (message.ContainsKey("method"))
            {
                _work.Add(() => Serve(message));
            }
            else if (_tokens.TryRemove(message["id"]!.ToString(), out var came))
            {
                came(message);
            }
        }

        _work.CompleteAdding();
    }

    private void Serve(JsonObject message)
    {
        var result = Answer(message["method"]!.GetValue<string>(), message["params"]!.AsObject());
        Write(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = message["id"]!.DeepClone(), ["result"] = result });
    }

    private JsonObject Answer(string method, JsonObject parameters)
    {
        switch (method)
        {
            case "hello":
                return new JsonObject
                {
                    ["contract"] = 1,
                    ["name"] = "the reference client, far away",
                    ["version"] = "1",
                    ["capabilities"] = new JsonArray([.. Softphone.Capabilities.Concat(seesPings ? ["clock", "user agent", "pings"] : ["clock", "user agent"]).Select(static c => (JsonNode)c)]),
                };
            case "client.create":
                Create(parameters);
                break;
            case "client.dispose":
                Dispose(parameters["client"]!.GetValue<string>());
                break;
            case "act":
                Run(() => _clients[parameters["client"]!.GetValue<string>()].Act(parameters["action"]!.GetValue<string>(), parameters["args"]!.AsObject().DeepClone().AsObject()));
                break;
            case "clock.settle":
                MoveTo(parameters["now"]!.GetValue<double>());
                _flow!.HandOver(
                    parameters["sockets"]!.AsObject().ToDictionary(static s => s.Key, static s => (s.Value!["sent"]!.GetValue<int>(), s.Value["ended"]!.GetValue<bool>())),
                    parameters["answered"]!.AsObject().ToDictionary(static a => a.Key, static a => a.Value!.GetValue<int>()),
                    Run);
                break;
            case "clock.advance":
                // A double has not the grain of our ticks: what it says was due is due.
                var to = Elapsed(parameters["to"]!.GetValue<double>()) + TimeSpan.FromMicroseconds(10);
                Run(() => _time!.FireOne(to));
                break;
            default:
                throw new InvalidOperationException(method);
        }

        return new JsonObject { ["state"] = State() };
    }

    private void Create(JsonObject setup)
    {
        if (_clients.Count == 0)
        {
            _start = setup["clock"]!["now"]!.GetValue<double>();
            (_loop, _time) = (new Loop(), new VirtualTime(DateTimeOffset.FromUnixTimeMilliseconds((long)_start)));
            _loop.Faulted += static thrown => throw new InvalidOperationException("The far client threw.", thrown);
            _flow = new FarFlow(_loop, seesPings ? null : ping => _work.Add(() => Run(ping)));
        }

        var client = setup["client"]!.GetValue<string>();
        var lane = setup["lane"]!.GetValue<string>();
        Run(() =>
        {
            var softphone = new Softphone(new SoftphoneOptions
            {
                Time = _time!,
                Flow = _flow!,
                Seed = setup["seed"]!.GetValue<int>(),
                Dialer = new TcpDialer(),
                RestBase = new Uri(setup["rest_base"]!.GetValue<string>()),
                Lane = lane,
                Rules = rules,
                Token = setup["token"]!.GetValue<string>(),
                TokenProvider = setup["token_provider"]!.GetValue<bool>() ? _ => AskForToken(client, lane) : null,
            });
            softphone.Told += (what, args) => Write(new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["method"] = "event",
                ["params"] = new JsonObject { ["client"] = client, ["event"] = what, ["args"] = args.DeepClone() },
            });
            _clients[client] = softphone;
        });
    }

    private Task<string> AskForToken(string client, string lane)
    {
        var id = $"token {++_ids}";
        var token = new TaskCompletionSource<string>();
        _flow!.TokenAsked(lane);
        _tokens[id] = answer => _flow.TokenCame(lane, () =>
        {
            if (answer["result"]?["token"]?.GetValue<string>() is { } minted)
            {
                token.SetResult(minted);
            }
            else
            {
                token.SetException(new InvalidOperationException(answer["error"]?["message"]?.GetValue<string>()));
            }
        });
        Write(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = "token", ["params"] = new JsonObject { ["client"] = client } });
        return token.Task;
    }

    private void Dispose(string client)
    {
        _clients.Remove(client, out var softphone);
        Run(() => _ = softphone!.DisposeAsync().AsTask());
    }

    private JsonObject State() => new()
    {
        ["next"] = _time!.NextDue is { } due ? _start + due.TotalMilliseconds : null,
        ["sockets"] = new JsonObject(_flow!.Sockets.Select(static s => KeyValuePair.Create<string, JsonNode?>(
            s.Name, new JsonObject { ["sent"] = s.Sent, ["ending"] = s.Ending, ["ended"] = s.Ended }))),
        ["open"] = new JsonObject(_flow.Open.Select(static o => KeyValuePair.Create<string, JsonNode?>(o.Key, o.Value))),
    };

    private void Run(Action work)
    {
        _loop.Run(work);
        while (true)
        {
            Action? next;
            lock (_loop.Gate)
            {
                if (!_loop.TryTake(out next))
                {
                    return;
                }
            }

            _loop.Run(next);
        }
    }

    private void MoveTo(double now) => _time!.MoveTo(Elapsed(now));

    private TimeSpan Elapsed(double moment) => TimeSpan.FromTicks((long)Math.Round((moment - _start) * TimeSpan.TicksPerMillisecond));

    private void Write(JsonObject message)
    {
        lock (_writing)
        {
            output.Write(message.ToJsonString() + "\n");
            output.Flush();
        }
    }
}
