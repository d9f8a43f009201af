using System.Text.Json.Nodes;
using FakeDialStack.Flow;
using FakeDialStack.Protocol;

namespace FakeDialStack.Pstn;

/// <summary>What a far end does when nobody tells it.</summary>
public enum FarEndBehaviour
{
    /// <summary>Nothing but what SIP requires of it.</summary>
    Scripted,

    /// <summary>It rings and answers what calls it: 180 after 0.2 s, 200 after 1 s.</summary>
    Answers,
}

/// <summary>Whoever is on the PSTN leg of a call. Loop only.</summary>
public sealed class FarEnd
{
    private static readonly TimeSpan s_ringsAfter = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan s_answersAfter = TimeSpan.FromSeconds(1);

    private readonly FarEnds _all;
    private readonly List<Dialog> _dialogs = [];

    internal FarEnd(FarEnds all, string name, string number, FarEndBehaviour behaviour)
    {
        _all = all;
        Name = name;
        Number = number;
        Behaviour = behaviour;
    }

    /// <summary>Its lane in transcripts.</summary>
    public string Name { get; }

    /// <summary>The number under which it is called, and from which it calls.</summary>
    public string Number { get; }

    /// <summary>What it does when nobody tells it.</summary>
    public FarEndBehaviour Behaviour { get; set; }

    /// <summary>Signals in SIP's words: INVITE, 180, 183, 200, a final response, CANCEL, BYE, re-INVITE, REFER, digits.</summary>
    /// <param name="signal">Which.</param>
    /// <param name="with">
    /// What it carries. <c>call_id</c> chooses the dialog; without it the newest live one is meant. INVITE: <c>to</c> (user id or
    /// number), <c>from</c>, <c>from_name</c>, <c>to_number</c>. 180 and 183: <c>sdp</c>. re-INVITE: <c>direction</c>.
    /// </param>
    /// <exception cref="InvalidOperationException">The signal makes no sense now; the message says why.</exception>
    public void Signal(string signal, JsonObject? with = null)
    {
        with ??= [];
        if (signal == "INVITE")
        {
            Invite(with);
            return;
        }

        var dialog = Live((string?)with["call_id"], signal);
        var details = (JsonObject)with.DeepClone();
        details.Remove("call_id");
        FarEndSteps.Take(dialog, signal, details);
    }

    /// <summary>Calls, as the signal INVITE does, and tells which call that became.</summary>
    internal CallId Call(JsonObject with) => Invite(with).CallId;

    internal void Ring(Dialog dialog, string from, string to)
    {
        _dialogs.Add(dialog);
        dialog.Invite(from, to);
        if (Behaviour == FarEndBehaviour.Answers)
        {
            LoopTimer.Start(_all.Time, _all.Loop, s_ringsAfter, () => ByItself(dialog, "180"));
            LoopTimer.Start(_all.Time, _all.Loop, s_answersAfter, () => ByItself(dialog, "200"));
        }
    }

    private static void ByItself(Dialog dialog, string signal)
    {
        if (dialog.State is DialogState.Invited or DialogState.Proceeding)
        {
            FarEndSteps.Take(dialog, signal, []);
        }
    }

    private Dialog Invite(JsonObject with)
    {
        var dialog = new Dialog(this, _all.NextCallId(), fromFarEnd: true, _all.Raise);
        _dialogs.Add(dialog);
        with = (JsonObject)with.DeepClone();
        with["from"] ??= Number;
        dialog.Theirs("INVITE", (JsonObject)with.DeepClone());
        dialog.Ours("100");
        _all.Entry.Invited(dialog, with);
        return dialog;
    }

    private Dialog Live(string? callId, string signal)
    {
        _dialogs.RemoveAll(d => !d.IsLive);
        var found = callId is null ? _dialogs.LastOrDefault() : _dialogs.LastOrDefault(d => d.CallId == new CallId(callId));
        return found ?? throw new InvalidOperationException(
            callId is null ? $"{Name} cannot signal {signal}: it is in no call." : $"{Name} cannot signal {signal}: it is not in call {callId}.");
    }
}
