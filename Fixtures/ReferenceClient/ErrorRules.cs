using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>Reaction to <c>error</c> (K.15).</summary>
public sealed record ErrorRules
{
    /// <summary>Non-fatal errors that drop the connection: none (ERR-01, ERR-02).</summary>
    public Func<Error, bool> Drops { get; init; } = static _ => false;

    /// <summary>Non-fatal errors that end the newest call: none (ERR-01, ERR-03).</summary>
    public Func<Error, bool> EndsNewestCall { get; init; } = static _ => false;

    /// <summary>True attributes an error to the oldest call, whatever its <c>req_id</c> (ERR-03).</summary>
    public bool BlamesOldestCall { get; init; }

    /// <summary>Fatal codes that the app is told (SESS-01).</summary>
    public Func<string, bool> TellsFatal { get; init; } = static _ => true;

    /// <summary>True reports a fatal error again when the socket closes (ERR-06).</summary>
    public bool ReportsFatalTwice { get; init; }

    /// <summary>True acts on a fatal error only when the socket has closed (ERR-06).</summary>
    public bool WaitsForClose { get; init; }
}
