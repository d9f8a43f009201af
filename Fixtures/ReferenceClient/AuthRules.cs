using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>Authentication of a socket (K.3).</summary>
public sealed record AuthRules
{
    /// <summary>From our <c>req_id</c> and the one in <c>authenticated</c>: whether the reply is for us (AUTH-04).</summary>
    public Func<string, string?, bool> AcceptsReply { get; init; } = static (sent, got) => got is null || got == sent;

    /// <summary>Whether an error while authenticating fails the connect (AUTH-05).</summary>
    public Func<Error, string, bool> Fails { get; init; } = static (error, sent) => error.Fatal || error.ReqId == sent;

    /// <summary>Sends a ping when no reply has come for that long; never (AUTH-03).</summary>
    public TimeSpan? PingsAfter { get; init; }

    /// <summary>False expects a new socket to know who it is (RECON-05).</summary>
    public bool AuthenticatesAgain { get; init; } = true;

    /// <summary>True goes on with a token that was refused (AUTH-06).</summary>
    public bool KeepsRefusedToken { get; init; }

    /// <summary>False does not look at <c>exp</c> before it authenticates (AUTH-07, PUSH-09).</summary>
    public bool ChecksExpiry { get; init; } = true;

    /// <summary>True authenticates with the first token for ever, not with the newest (RECON-05).</summary>
    public bool UsesFirstToken { get; init; }

    /// <summary>True keeps the token after <c>session_revoked</c> (SESS-03).</summary>
    public bool KeepsRevokedToken { get; init; }
}
