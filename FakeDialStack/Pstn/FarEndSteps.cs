using System.Text.Json.Nodes;

namespace FakeDialStack.Pstn;

/// <summary>One step of a far end inside a dialog: what the fake answers by SIP's rules, and who is told.</summary>
internal static class FarEndSteps
{
    public static void Take(Dialog dialog, string signal, JsonObject details)
    {
        switch (signal)
        {
            case "180" or "183":
                Provisional(dialog, signal, details);
                break;
            case "200":
                OnlyWhenCalled(dialog, signal);
                dialog.Move(DialogInput.Accept, signal);
                dialog.Theirs(signal, details);
                dialog.Ours("ACK");
                dialog.User?.Answered(dialog);
                break;
            case "CANCEL":
                Cancel(dialog, details);
                break;
            case "BYE":
                dialog.Move(DialogInput.Bye, signal);
                dialog.Theirs(signal, details);
                dialog.Ours("200");
                dialog.User?.HungUp(dialog);
                break;
            case "re-INVITE":
                Reinvite(dialog, details);
                break;
            case "REFER":
                // The fake does not let itself be transferred by a far end.
                dialog.Move(DialogInput.Inside, signal);
                dialog.Theirs(signal, details);
                dialog.Ours(ReleaseCause.Declined);
                break;
            case "digits":
                dialog.Move(DialogInput.Inside, signal);
                dialog.Theirs(signal, details);
                break;
            default:
                Refuse(dialog, signal, details);
                break;
        }
    }

    private static void Provisional(Dialog dialog, string signal, JsonObject details)
    {
        OnlyWhenCalled(dialog, signal);
        dialog.Move(DialogInput.Provisional, signal);
        dialog.Theirs(signal, details);
        if (signal == "180")
        {
            dialog.User?.Alerting(dialog, withMedia: details["sdp"] is not null);
        }
        else if (details["sdp"] is not null)
        {
            // A 183 is not ringing, whatever it carries (E.1).
            dialog.User?.EarlyMedia(dialog);
        }
    }

    private static void Cancel(Dialog dialog, JsonObject details)
    {
        if (!dialog.FromFarEnd)
        {
            throw new InvalidOperationException($"{dialog.FarEnd.Name} cannot signal CANCEL: it was called, it did not call.");
        }

        dialog.Move(DialogInput.Cancel, "CANCEL");
        dialog.Theirs("CANCEL", details);
        dialog.Ours("200");
        dialog.Ours("487");
        dialog.Theirs("ACK");
        dialog.User?.Cancelled(dialog);
    }

    private static void Reinvite(Dialog dialog, JsonObject details)
    {
        var direction = (string?)details["direction"] ?? "sendrecv";
        if (direction is not ("sendrecv" or "sendonly" or "recvonly" or "inactive"))
        {
            throw new InvalidOperationException($"{dialog.FarEnd.Name} cannot re-INVITE with direction '{direction}': sendrecv, sendonly, recvonly or inactive.");
        }

        dialog.Move(DialogInput.Inside, "re-INVITE");
        dialog.Theirs("re-INVITE", details);
        dialog.Ours("200");
        dialog.Theirs("ACK");
        dialog.User?.Held(dialog, direction is "sendonly" or "inactive");
    }

    private static void Refuse(Dialog dialog, string signal, JsonObject details)
    {
        if (ReleaseCause.Of(signal) is not { } reason)
        {
            var known = string.Join(", ", ReleaseCause.Refusals.Select(r => r.Status));
            throw new InvalidOperationException(
                $"{dialog.FarEnd.Name} cannot signal '{signal}': INVITE, 180, 183, 200, {known}, CANCEL, BYE, re-INVITE, REFER or digits.");
        }

        OnlyWhenCalled(dialog, signal);
        dialog.Move(DialogInput.Refuse, signal);
        dialog.Theirs(signal, details);
        dialog.Ours("ACK");
        dialog.User?.Refused(dialog, reason);
    }

    private static void OnlyWhenCalled(Dialog dialog, string signal)
    {
        if (dialog.FromFarEnd)
        {
            throw new InvalidOperationException($"{dialog.FarEnd.Name} cannot signal {signal}: it called, it was not called.");
        }
    }
}
