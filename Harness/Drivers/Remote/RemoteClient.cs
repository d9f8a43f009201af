using System.Text.Json.Nodes;
using Harness.Drivers.Contract;
using Harness.Engine;

namespace Harness.Drivers.Remote;

/// <summary>One client of a driver elsewhere.</summary>
internal sealed class RemoteClient(RemoteSession session, string id, ClientSetup setup) : IDrivenClient, IBusyClient, IClientVoice
{
    private int _events;

    public string Id => id;

    /// <inheritdoc/>
    public bool IsBusy => session.IsBusy;

    /// <inheritdoc/>
    public void Act(string action, JsonObject args) => session.Press(new ActParams(id, action, args));

    /// <inheritdoc/>
    public void Told(EventParams happened)
    {
        if (MayGoOn())
        {
            session.Hear(setup.Lane, happened.Event, () => setup.Told(happened.Event, happened.Args ?? []));
        }
    }

    /// <inheritdoc/>
    public Task<string> WantsTokenAsync()
    {
        if (!MayGoOn())
        {
            return Task.FromException<string>(new InvalidOperationException("too much is told and asked"));
        }

        // The wish comes from the driver's thread, the minting belongs on the loop.
        var minted = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        session.HearWish(setup.Lane, async () =>
        {
            if (setup.TokenProvider is null)
            {
                minted.SetException(new InvalidOperationException("this client has no token provider"));
                return;
            }

            try
            {
                minted.SetResult(await setup.TokenProvider(CancellationToken.None));
            }
            catch (Exception refused) when (refused is not HarnessException)
            {
                minted.SetException(refused);
            }
        });
        return minted.Task;
    }

    // What a driver says without being asked is bounded: a flood must not fill the memory.
    private bool MayGoOn()
    {
        var count = Interlocked.Increment(ref _events);
        if (count == DriverContract.MostEvents)
        {
            session.Blame($"tells more than {DriverContract.MostEvents} events in one run");
        }

        return count < DriverContract.MostEvents;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => session.DropAsync(this);
}
