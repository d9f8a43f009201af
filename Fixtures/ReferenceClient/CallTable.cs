using System.Text.Json.Nodes;
using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>All calls of the client, the way they begin, and the one way they end.</summary>
internal sealed class CallTable(ClientContext context, Microphone microphone)
{
    private const int LongestMemory = 200;

    private readonly List<ClientCall> _calls = [];
    private readonly List<CallId> _endedIds = [];

    /// <summary>Raised after a call has ended.</summary>
    public event Action<ClientCall>? Ended;

    /// <summary>Calls that have not ended, oldest first.</summary>
    public IReadOnlyList<ClientCall> Live => [.. _calls];

    /// <summary>The id that was forgotten last.</summary>
    public CallId? LastEnded => _endedIds.Count > 0 ? _endedIds[^1] : null;

    public ClientCall? Find(CallId id) => _calls.Find(call => call.Id == id);

    /// <summary>The newest call that fits; with an id, that call if it fits.</summary>
    public ClientCall? Newest(string? id, Predicate<ClientCall> fits) =>
        _calls.FindLast(call => (id is null || call.Id?.Value == id) && fits(call));

    /// <summary>True for an id whose call is over: whatever still comes for it is late (CALL-14, PUSH-05).</summary>
    public bool IsOver(CallId id) => _endedIds.Contains(id);

    public void Add(ClientCall call) => _calls.Add(call);

    /// <summary>Nothing that comes for this id matters any more.</summary>
    public void Forget(CallId id)
    {
        if (_endedIds.Count == LongestMemory)
        {
            _endedIds.RemoveAt(0);
        }

        _endedIds.Add(id);
    }

    /// <summary>A new peer connection with secrets of its own.</summary>
    public PeerConnection NewPeer() =>
        new(MediaSecrets.Make(context.Chance), context.Chance.NextInt64(1, long.MaxValue), context.Rules.Inbound.Direction);

    /// <summary>Ends a call, once, and lets go of all that it held (CALL-10).</summary>
    public void End(ClientCall call, string reason, int? duration = null, bool keepsMicrophone = false)
    {
        var wasAlerting = call is { Direction: CallDirection.Outbound, State: ClientCallState.Ringing };
        if (!call.Apply(ClientCallInput.Ended))
        {
            return;
        }

        _calls.Remove(call);
        call.StopTimers();
        call.Peer?.Close();
        if (wasAlerting)
        {
            context.Tell("ringback", ("state", "off"));
        }

        if (call.Id is { } id)
        {
            Forget(id);
            TellEnded(id, reason, duration);
        }

        if (!keepsMicrophone && context.Rules.Calls.ReleasesMicrophone)
        {
            microphone.Release(call);
        }

        Ended?.Invoke(call);
    }

    /// <summary>Ends a call without a word from the server.</summary>
    public void EndLocally(ClientCall call, string reason) => End(call, reason, Duration(call));

    public void TellEnded(CallId id, string reason, int? duration) =>
        context.Tell("ended", ("call_id", id.Value), ("reason", reason), ("duration_seconds", JsonValue.Create(duration)));

    private int? Duration(ClientCall call) =>
        call.AnsweredAt is { } answered ? Math.Max(0, (int)(context.Now - answered).TotalSeconds) : null;
}
