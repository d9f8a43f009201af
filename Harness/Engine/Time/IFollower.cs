namespace Harness.Engine.Time;

/// <summary>Somebody with timers of its own who follows the virtual clock. On the thread of the run.</summary>
internal interface IFollower
{
    /// <summary>When its earliest timer is due, counted from the start of the run; null for none.</summary>
    TimeSpan? NextDue { get; }

    /// <summary>Fires that timer, alone. The clock stands at its due time already.</summary>
    void FireOne();

    /// <summary>What a run that got stuck should know about it; empty for nothing.</summary>
    string WhyStuck();
}

/// <summary>What a driver in another process has to say after it was asked for something under the virtual clock.</summary>
/// <param name="Next">When its earliest timer is due, in milliseconds since 1970; null for none.</param>
/// <param name="Sockets">By lane and number: frames that the client has sent, and whether it is ending it or has seen the end.</param>
/// <param name="Open">Requests under way, as <c>lane METHOD /path</c>.</param>
/// <param name="Said">What the clients told their apps and asked of them meanwhile, in order.</param>
internal sealed record FarState(
    double? Next,
    IReadOnlyDictionary<(string Lane, int Number), (int Sent, bool IsEnding)> Sockets,
    IReadOnlyDictionary<string, int> Open,
    IReadOnlyList<FarWord> Said);

/// <summary>An event, or the wish for a token.</summary>
/// <param name="Lane">Whose.</param>
/// <param name="Hear">Brings it to the app. On the loop.</param>
internal sealed record FarWord(string Lane, Action Hear);

/// <summary>The clients of a run that live across a process border. On the thread of the run; every call waits for the answer.</summary>
internal interface IFarClients
{
    /// <summary>They see pings and pongs and count them.</summary>
    bool SeesPings { get; }

    /// <summary>Hands over everything up to these counts.</summary>
    FarState Settle(double now, IReadOnlyDictionary<(string Lane, int Number), (int Sent, bool Ended)> sockets, IReadOnlyDictionary<string, int> answered);

    /// <summary>Moves their clock and fires one timer.</summary>
    FarState Advance(double to);
}
