using System.Globalization;
using System.Text.Json.Nodes;
using FakeDialStack.Flow;

namespace Fixtures.ReferenceClient;

/// <summary>What every part of one life of the client stands on: clock, chance, rules, and the way to the app.</summary>
internal sealed class ClientContext(SoftphoneOptions options, Random chance, Action<string, JsonObject> tell)
{
    private readonly List<LoopTimer> _timers = [];
    private int _requests;

    public SoftphoneOptions Options { get; } = options;

    public IFlow Flow => Options.Flow;

    public IDialer Dialer => Options.Dialer;

    public string Lane => Options.Lane;

    public SoftphoneRules Rules => Options.Rules;

    public SoftphoneStorage Storage => Options.Storage;

    public Random Chance { get; } = chance;

    /// <summary>How far the device's clock is off.</summary>
    public TimeSpan ClockShift { get; set; }

    /// <summary>The time by the device's clock.</summary>
    public DateTimeOffset Now => Options.Time.GetUtcNow() + ClockShift;

    /// <summary>True once this life is over: what is still under way has no effect any more.</summary>
    public bool IsOver { get; private set; }

    public LoopTimer After(TimeSpan due, Action action)
    {
        _timers.RemoveAll(timer => !timer.IsArmed);
        var timer = LoopTimer.Start(Options.Time, Flow.Loop, due, action);
        _timers.Add(timer);
        return timer;
    }

    public void Spawn(Func<Task> work) => Flow.Loop.Spawn(work);

    public void Tell(string what, params ReadOnlySpan<(string Name, JsonNode? Value)> args)
    {
        if (IsOver)
        {
            return;
        }

        var told = new JsonObject();
        foreach (var (name, value) in args)
        {
            told[name] = value;
        }

        tell(what, told);
    }

    /// <summary>Reports something that went wrong to the app.</summary>
    public void TellError(string code, string message, string? callId = null, bool fatal = false)
    {
        var args = new List<(string, JsonNode?)> { ("code", code), ("message", message) };
        if (fatal)
        {
            args.Add(("fatal", true));
        }

        if (callId is not null)
        {
            args.Add(("call_id", callId));
        }

        Tell("error", args.ToArray());
    }

    /// <summary>A <c>req_id</c> not used before.</summary>
    public string NextReqId() => string.Create(CultureInfo.InvariantCulture, $"req_{++_requests}");

    /// <summary>Ends this life: no timer fires and nothing is told any more.</summary>
    public void Kill()
    {
        IsOver = true;
        foreach (var timer in _timers.ToArray())
        {
            timer.Dispose();
        }

        _timers.Clear();
    }
}
