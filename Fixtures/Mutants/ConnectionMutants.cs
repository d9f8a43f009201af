using Fixtures.ReferenceClient;

namespace Fixtures.Mutants;

/// <summary>Faults of the socket and its frames (K.1), and of REST headers (K.18).</summary>
internal static class ConnectionMutants
{
    private static readonly (string, string) s_subprotocol = ("Sec-WebSocket-Protocol", UpgradeRules.Subprotocol);
    private static readonly (string, string) s_agent = ("User-Agent", UpgradeRules.UserAgent);

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("no-subprotocol", "CONN-02", "offers no subprotocol on the upgrade",
            static r => r with { Upgrade = r.Upgrade with { Headers = static _ => [s_agent] } }),
        new("future-subprotocol", "CONN-02", "offers a version of the subprotocol that does not exist",
            static r => r with { Upgrade = r.Upgrade with { Headers = static _ => [("Sec-WebSocket-Protocol", "dialstack.webrtc.v9"), s_agent] } }),
        new("hammers-refused-upgrade", "CONN-03", "opens another socket at once when the upgrade is refused",
            static r => r with { Connection = r.Connection with { RepeatsFailedConnect = true } }),
        new("silent-about-refused-upgrade", "CONN-03", "says nothing when the upgrade is refused",
            static r => r with { Connection = r.Connection with { TellsFailedConnect = false } }),
        new("no-user-agent", "CONN-04", "sends no User-Agent on the upgrade",
            static r => r with { Upgrade = r.Upgrade with { Headers = static _ => [s_subprotocol] } }),
        new("token-in-query", "CONN-05", "puts the token into the URL of the upgrade",
            static r => r with { Upgrade = r.Upgrade with { Query = static token => "?token=" + token } }),
        new("token-in-header", "CONN-05", "puts the token into a header of the upgrade",
            static r => r with { Upgrade = r.Upgrade with { Headers = static token => [s_subprotocol, s_agent, ("Authorization", "Bearer " + token)] } }),
        new("binary-frames", "CONN-06", "sends call.hold in a binary frame",
            static r => r with { Wire = r.Wire with { SendsBinary = static text => text.Contains("\"call.hold\"", StringComparison.Ordinal) } }),
        new("batched-frames", "CONN-06", "wraps call.hangup into an array, as if several could go in one frame",
            static r => r with { Wire = r.Wire with { Text = static text => text.Contains("\"call.hangup\"", StringComparison.Ordinal) ? $"[{text}]" : text } }),
        new("reads-fragments-singly", "CONN-07", "takes every fragment for a message",
            static r => r with { Wire = r.Wire with { Reassembles = false } }),
        new("small-frames-only", "CONN-07", "breaks the connection at frames above 8 KiB",
            static r => r with { Wire = r.Wire with { LargestFrame = 8 * 1024 } }),
        new("drops-at-nonsense", "CONN-08", "drops the connection at a frame that it does not understand",
            static r => r with { Wire = r.Wire with { DropsAtUnreadable = true } }),
        new("mute-to-pings", "CONN-09", "never answers a native ping",
            static r => r with { Wire = r.Wire with { PongAfter = null } }),
        new("late-pong", "CONN-09", "answers a native ping after 12 s",
            static r => r with { Wire = r.Wire with { PongAfter = TimeSpan.FromSeconds(12) } }),
        new("upset-by-pong", "CONN-10", "drops the connection at a pong that it did not ask for",
            static r => r with { Wire = r.Wire with { DropsAtStrayPong = true } }),
        new("waits-for-ever", "CONN-13", "has no limit for the wait for authenticated",
            static r => r with { Connection = r.Connection with { ConnectLimit = null } }),
        new("two-sockets", "CONN-14", "opens a second socket when connect is pressed while connecting",
            static r => r with { Connection = r.Connection with { OneAtATime = false } }),
        new("unstoppable-connect", "CONN-15", "goes on connecting after disconnect was pressed",
            static r => r with { Connection = r.Connection with { DisconnectStopsConnecting = false } }),
        new("listens-to-the-dead", "CONN-16", "still acts on what a replaced socket says",
            static r => r with { Connection = r.Connection with { ListensToReplaced = true } }),
        new("comes-back-uncalled", "CONN-17", "reconnects after the user has disconnected",
            static r => r with { Connection = r.Connection with { ReconnectsAfterDisconnect = true } }),
        new("leaves-without-hang-up", "CONN-17", "closes the socket without hanging up its calls",
            static r => r with { Connection = r.Connection with { HangsUpOnDisconnect = false } }),
        new("trusts-1008", "CONN-18", "takes close code 1008 for an order to stay away",
            static r => JudgesByCloseCode(r, 1008)),
        new("trusts-1000", "CONN-18", "takes close code 1000 for an order to stay away",
            static r => JudgesByCloseCode(r, 1000)),
        new("rest-without-token", "REST-01", "fetches the ICE servers with the account header instead of the token alone",
            static r => r with
            {
                Upgrade = r.Upgrade with
                {
                    RestHeaders = static token => [("Authorization", "Bearer " + token), ("DialStack-Account", "acct_mine"), s_agent],
                },
            }),
    ];

    // To judge by the close code it must also wait for it.
    private static SoftphoneRules JudgesByCloseCode(SoftphoneRules rules, int final) => rules with
    {
        Connection = rules.Connection with { IsFinalClose = code => code == final },
        Errors = rules.Errors with { WaitsForClose = true },
    };
}
