namespace FakeDialStack.Protocol;

/// <summary>Why text from the wire is no message of the protocol. A value: recorded and answered, never thrown.</summary>
/// <param name="Reason">One sentence for people.</param>
/// <param name="ReqId">The <c>req_id</c>, if one could be read: the error reply echoes it.</param>
/// <param name="Type">The <c>type</c>, if one could be read.</param>
public sealed record ProtocolViolation(string Reason, string? ReqId = null, string? Type = null);

/// <summary>What a server read: a message, or why it is none.</summary>
public sealed record WireReading
{
    internal WireReading(ClientMessage message) => Message = message;

    internal WireReading(ProtocolViolation violation) => Violation = violation;

    /// <summary>The message; null when there is a <see cref="Violation"/>.</summary>
    public ClientMessage? Message { get; }

    /// <summary>What is wrong; null when there is a <see cref="Message"/>.</summary>
    public ProtocolViolation? Violation { get; }
}

/// <summary>What a client read: a message, or why it is none that it knows.</summary>
public sealed record ServerReading
{
    internal ServerReading(ServerMessage message) => Message = message;

    internal ServerReading(ProtocolViolation violation) => Violation = violation;

    /// <summary>The message; null when there is a <see cref="Violation"/>.</summary>
    public ServerMessage? Message { get; }

    /// <summary>What is wrong; null when there is a <see cref="Message"/>.</summary>
    public ProtocolViolation? Violation { get; }
}
