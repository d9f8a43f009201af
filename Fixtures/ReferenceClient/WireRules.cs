using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>How frames are read and written.</summary>
public sealed record WireRules
{
    /// <summary>Last change of a message before it is written; several, one or none may come of it.</summary>
    public Func<ClientMessage, IEnumerable<ClientMessage>> Outgoing { get; init; } = static message => [message];

    /// <summary>First change of a message after it was read.</summary>
    public Func<ServerMessage, IEnumerable<ServerMessage>> Incoming { get; init; } = static message => [message];

    /// <summary>Last change of the text of a frame (CONN-06).</summary>
    public Func<string, string> Text { get; init; } = static text => text;

    /// <summary>Texts that go out in a binary frame (CONN-06).</summary>
    public Func<string, bool> SendsBinary { get; init; } = static _ => false;

    /// <summary>False reads each fragment as a message (CONN-07).</summary>
    public bool Reassembles { get; init; } = true;

    /// <summary>Largest frame that is read, in bytes (CONN-07 asks for at least 64 KiB).</summary>
    public int LargestFrame { get; init; } = 1024 * 1024;

    /// <summary>Wait before a native ping is answered; null never answers (CONN-09).</summary>
    public TimeSpan? PongAfter { get; init; } = TimeSpan.Zero;

    /// <summary>True drops the connection at a <c>pong</c> that it did not ask for (CONN-10).</summary>
    public bool DropsAtStrayPong { get; init; }

    /// <summary>True drops the connection at a frame that it does not understand (CONN-08).</summary>
    public bool DropsAtUnreadable { get; init; }
}
