namespace FakeDialStack.Protocol;

/// <summary>What the members of messages mean, for people (sections D.1 and D.2). A test sees to it that none is missing or left over.</summary>
internal static class FieldTexts
{
    private const string CallId = "\"call_01hzk3p5d6e7f8g9h0j1k2m3n4\"";
    private const string UserId = "\"user_01hzk3n0a1b2c3d4e5f6g7h8j9\"";
    private const string Sdp = "\"v=0\\r\\no=- 1 1 IN IP4 192.0.2.10\\r\\ns=-\\r\\nt=0 0\\r\\nm=audio 9 UDP/TLS/RTP/SAVPF 111\\r\\n\"";

    private static readonly Dictionary<string, FieldText> s_texts = new(StringComparer.Ordinal)
    {
        // By name alone: the same in every message that has it.
        ["account_id"] = new("The account that the user belongs to.", "\"acct_01hzk3m9q2r4s6t8v0w1x3y5z7\""),
        ["answered_at"] = new("When the call was answered, by the server's clock (RFC 3339).", "\"2026-09-01T12:00:05Z\""),
        ["call_id"] = new("The call, by the id that the server gave it.", CallId),
        ["candidate"] = new("One ICE candidate, as in SDP but without `a=`.", "\"candidate:1 1 udp 2130706431 192.0.2.10 50000 typ host\""),
        ["code"] = new("What failed; branch on this. The list grows, so unknown codes must be tolerated.", "\"invalid_message\""),
        ["context"] = new("More about the failure, depending on the code; today the `users` that it concerns.", "{\"users\":[\"user_01hzk3n0a1b2c3d4e5f6g7h8k0\"]}"),
        ["destination"] = new("Whom to call: an E.164 number, an extension, or a feature code.", "\"+14155550123\""),
        ["direction"] = new("Who placed the call, seen from the user.", "\"inbound\""),
        ["do_not_disturb"] = new("The user does not want to be rung. Independent of `status`; absent counts as false.", "false"),
        ["duration_seconds"] = new("Seconds since the answer; null for a call that was never answered.", "42"),
        ["emergency_address_id"] = new("The saved emergency address to bind to the network of this socket.", "\"emerg_01hzk3r2k3m4n5p6q7r8s9t0v1\""),
        ["fatal"] = new("True: the server closes this socket right behind the message. Absent counts as false.", "false"),
        ["from"] = new("The caller: an E.164 number or an extension.", "\"+14155550100\""),
        ["from_name"] = new("The caller's name, where one is known.", "\"Ann Example\""),
        ["held_by"] = new("Who holds: `local` is this user, `remote` the far end.", "\"remote\""),
        ["message"] = new("A sentence for people. Nothing may be decided by it.", "\"the call is not active\""),
        ["name"] = new("The user's name, for display.", "\"Ben Example\""),
        ["reconnected"] = new("True when the server picked up the state of an earlier socket of this user.", "false"),
        ["req_id"] = new("Chosen by the client, unique within the socket. The direct reply, or an immediate error, repeats it.", "\"req_a1\""),
        ["sdp_m_line_index"] = new("Index of the m-line that the candidate belongs to.", "0"),
        ["sdp_mid"] = new("The media id that the candidate belongs to.", "\"0\""),
        ["state"] = new("How far the call has come.", "\"active\""),
        ["status"] = new("`available`, `on_call` or `offline`; others (`dnd`, `away`) must be tolerated.", "\"on_call\""),
        ["status_text"] = new("Free text that the user set.", "null"),
        ["step"] = new("`consult` calls the third party, `complete` joins both calls.", "\"consult\""),
        ["to"] = new("The called number, extension or internal address. Not to be taken apart.", "\"+14155550199\""),
        ["token"] = new("The user token (a JWT), bare: no scheme word before it.", "\"eyJhbGciOiJFUzI1NiJ9.e30.c2ln\""),
        ["updated_at"] = new("When this last changed (RFC 3339).", "\"2026-09-01T11:59:00Z\""),
        ["user_id"] = new("Which user.", UserId),

        // By section of the catalogue: other than elsewhere, or only there.
        ["D.1.2 token"] = new("The new token of the same user. Its `exp` takes the place of the old one.", "\"eyJhbGciOiJFUzI1NiJ9.e30.bmV3\""),
        ["D.1.4 sdp"] = new("The complete offer, with at least one candidate in it.", Sdp),
        ["D.1.6 reason"] = new("`decline`, which is meant when it is absent, or `busy`.", "\"busy\""),
        ["D.1.12 destination"] = new("Whom to transfer the call to.", "\"105\""),
        ["D.1.13 call_id"] = new("The first call, in both steps: not the consulted one.", CallId),
        ["D.1.13 destination"] = new("Whom to consult. Required for `consult`, absent for `complete`.", "\"106\""),
        ["D.1.13 sdp"] = new("The offer for the consulted call's own peer connection. Required for `consult`, absent for `complete`.", Sdp),
        ["D.1.14 sdp"] = new("A new offer for the call.", Sdp),
        ["D.1.15 sdp"] = new("The answer to the server's offer, with the candidates in it.", Sdp),
        ["D.1.18 users"] = new("The users to watch: 1 to 100 ids.", "[\"user_01hzk3n0a1b2c3d4e5f6g7h8k0\"]"),
        ["D.2.5 call_id"] = new("The call that the error concerns. Most servers leave it out.", CallId),
        ["D.2.12 reason"] = new("Why it ended: `hangup`, `busy`, `no-answer`, `rejected`, `failed`, `transferred`; unknown ones must be tolerated.", "\"hangup\""),
        ["D.2.13 answered_at"] = new("When the call was answered (RFC 3339); null while it rings.", "\"2026-09-01T12:00:05Z\""),
        ["D.2.14 sdp"] = new("The server's offer; Opus is preferred.", Sdp),
        ["D.2.15 sdp"] = new("A provisional answer: early media.", Sdp),
        ["D.2.16 sdp"] = new("The final answer; may differ from a provisional one before it.", Sdp),
        ["D.2.19 users"] = new("One entry for each watched user. Those that cannot be watched are absent.", null),
    };

    /// <summary>Keys of all texts: a name, or a section and a name.</summary>
    public static IReadOnlyCollection<string> Keys => s_texts.Keys;

    /// <summary>The key of the text of a member: that of its section where there is one.</summary>
    public static string KeyOf(string section, string name) => s_texts.ContainsKey($"{section} {name}") ? $"{section} {name}" : name;

    /// <summary>The text of a member.</summary>
    public static FieldText? Find(string section, string name) => s_texts.GetValueOrDefault(KeyOf(section, name));
}

/// <summary>What is said about a member.</summary>
/// <param name="Meaning">A sentence or two; words of the wire in backticks.</param>
/// <param name="Example">A value, as JSON; null where it is made of the members' examples.</param>
internal sealed record FieldText(string Meaning, string? Example);
