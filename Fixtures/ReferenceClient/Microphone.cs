namespace Fixtures.ReferenceClient;

/// <summary>The microphone of the device, and the user who is asked for it. One capture serves all calls.</summary>
internal sealed class Microphone(ClientContext context)
{
    private readonly List<ClientCall> _users = [];
    private bool _isDenied;
    private TimeSpan _delay;

    /// <summary>What the user will say from now on: <c>grants</c>, <c>denies</c>, or <c>delays</c> the answer.</summary>
    public void Set(string state, TimeSpan delay)
    {
        _isDenied = state == "denies";
        _delay = state == "delays" ? delay : TimeSpan.Zero;
    }

    /// <summary>Asks for the microphone; the answer may come later, also when the call has ended (INB-10).</summary>
    public void Ask(ClientCall call, Action<bool> answer)
    {
        if (_delay > TimeSpan.Zero)
        {
            context.After(_delay, () => Decide(call, answer));
        }
        else
        {
            Decide(call, answer);
        }
    }

    public void Release(ClientCall call)
    {
        if (_users.Remove(call))
        {
            call.HasMicrophone = false;
            if (_users.Count == 0)
            {
                context.Tell("microphone", ("state", "released"));
            }
        }
    }

    private void Decide(ClientCall call, Action<bool> answer)
    {
        if (_isDenied)
        {
            answer(false);
            return;
        }

        Capture(call);
        if (call.IsLive)
        {
            answer(true);
        }
        else if (context.Rules.Inbound.ReleasesLateMicrophone)
        {
            Release(call);
        }
    }

    private void Capture(ClientCall call)
    {
        if (!call.HasMicrophone)
        {
            call.HasMicrophone = true;
            _users.Add(call);
            if (_users.Count == 1)
            {
                context.Tell("microphone", ("state", "captured"));
            }
        }
    }
}
