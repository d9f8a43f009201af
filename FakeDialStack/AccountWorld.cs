using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Calls;
using FakeDialStack.Flow;
using FakeDialStack.Media;
using FakeDialStack.Protocol;
using FakeDialStack.Pstn;
using FakeDialStack.Push;
using FakeDialStack.Sessions;

namespace FakeDialStack;

/// <summary>Everything that lives inside one account: made together, and reachable from no other account.</summary>
internal sealed record AccountWorld(Account Account, AccountScene Sessions, FarEnds FarEnds, CallBook Calls)
{
    public static AccountWorld Make(Account account, TimeProvider time, Loop loop, IdSequence ids, IMediaGateway media, WebhookDelivery webhooks, Action<FakeEvent> raise)
    {
        var sessions = new SessionDirectory(time, account);
        FarEnds? farEnds = null;
        var calls = new AccountCalls(entry =>
        {
            farEnds = new FarEnds(time, loop, ids, raise) { Entry = entry };
            return new CallScene(account, time, loop, ids, media, sessions, farEnds, (type, data) => Send(webhooks, account, type, data));
        });
        return new AccountWorld(account, new AccountScene(account, sessions, calls), farEnds!, calls.Book);
    }

    // Backends are woken by one event and asked for the others by name.
    private static void Send(WebhookDelivery webhooks, Account account, string type, JsonObject data)
    {
        if (type == WakeUp.Event || account.WebhookEndpoints.Any(e => e.EnabledEvents is not null && e.Receives(type)))
        {
            webhooks.Send(account, type, data);
        }
    }
}
