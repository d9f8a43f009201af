using FakeDialStack.Protocol;

namespace Fixtures.Mutants;

/// <summary>Faults of the first message (K.3).</summary>
internal static class AuthenticationMutants
{
    private const int UsualIdLength = 31;

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("authenticates-twice", "AUTH-01", "sends authenticate twice on a socket",
            static r => r with { Wire = r.Wire with { Outgoing = static m => m is Authenticate ? [m, m] : [m] } }),
        new("bearer-in-token", "AUTH-02", "writes the scheme word in front of the token",
            static r => r with { Wire = r.Wire with { Outgoing = static m => m is Authenticate a ? [a with { Token = "Bearer " + a.Token }] : [m] } }),
        new("cannot-wait", "AUTH-03", "sends a ping when authenticated has not come after a second",
            static r => r with { Auth = r.Auth with { PingsAfter = TimeSpan.FromSeconds(1) } }),
        new("needs-the-echo", "AUTH-04", "does not accept authenticated without req_id",
            static r => r with { Auth = r.Auth with { AcceptsReply = static (sent, got) => got == sent } }),
        new("takes-any-echo", "AUTH-04", "accepts authenticated with the req_id of somebody else",
            static r => r with { Auth = r.Auth with { AcceptsReply = static (_, _) => true } }),
        new("deaf-to-refusal", "AUTH-05", "ignores a non-fatal error that answers its authenticate",
            static r => r with { Auth = r.Auth with { Fails = static (error, _) => error.Fatal } }),
        new("stays-after-refusal", "AUTH-05", "keeps the socket open after it was refused",
            static r => r with { Auth = r.Auth with { Fails = static (_, _) => false } }),
        new("stubborn-token", "AUTH-06", "repeats a refused token for ever",
            static r => r with { Auth = r.Auth with { KeepsRefusedToken = true } }),
        new("careless-of-expiry", "AUTH-07", "sends a token that it could know to be expired, and does not believe that it is",
            static r => r with { Auth = r.Auth with { ChecksExpiry = false, KeepsRefusedToken = true } }),
        new("picky-about-ids", "AUTH-09", "takes only calls whose id looks like the usual ones",
            static r => r with
            {
                Inbound = r.Inbound with
                {
                    Takes = static m => m.CallId.Value.Length == UsualIdLength && m.CallId.Value.StartsWith("call_", StringComparison.Ordinal),
                },
            }),
    ];
}
