using FakeDialStack.Protocol;

namespace Fixtures.Mutants;

/// <summary>Faults in taking errors (K.15).</summary>
internal static class ErrorMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("drops-at-errors", "ERR-01", "drops the connection at every error",
            static r => r with { Errors = r.Errors with { Drops = static _ => true } }),
        new("ends-call-at-errors", "ERR-01", "ends its call at an error that concerns nobody",
            static r => r with { Errors = r.Errors with { EndsNewestCall = static e => e.ReqId is null } }),
        new("ends-call-at-unknown", "ERR-02", "ends its call at a code that it does not know",
            static r => r with { Errors = r.Errors with { EndsNewestCall = static e => !ErrorCode.All.Contains(e.Code) } }),
        new("drops-at-unknown", "ERR-02", "drops the connection at a code that it does not know",
            static r => r with { Errors = r.Errors with { Drops = static e => !ErrorCode.All.Contains(e.Code) } }),
        new("blames-oldest-call", "ERR-03", "attributes every error to its oldest call",
            static r => r with { Errors = r.Errors with { BlamesOldestCall = true } }),
        new("reports-fatal-twice", "ERR-06", "reports a fatal error again when the socket closes",
            static r => r with { Errors = r.Errors with { ReportsFatalTwice = true } }),
        new("waits-for-the-close", "ERR-06", "acts on a fatal error only when the socket has closed",
            static r => r with { Errors = r.Errors with { WaitsForClose = true } }),
    ];
}
