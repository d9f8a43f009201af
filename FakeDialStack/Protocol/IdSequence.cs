namespace FakeDialStack.Protocol;

/// <summary>
/// Gives out ids in the shape of the protocol: prefix, underscore, 26 characters (D.0). The same seed gives the same ids
/// in the same order. Loop only.
/// </summary>
public sealed class IdSequence(int seed)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private readonly Random _chance = new(seed);

    /// <summary>The next call.</summary>
    public CallId NextCall() => new(Next("call"));

    /// <summary>The next user.</summary>
    public UserId NextUser() => new(Next("user"));

    /// <summary>The next account.</summary>
    public AccountId NextAccount() => new(Next("acct"));

    /// <summary>The next session.</summary>
    public SessionId NextSession() => new(Next("sess"));

    /// <summary>The next webhook event.</summary>
    public EventId NextEvent() => new(Next("evt"));

    /// <summary>The next emergency address.</summary>
    public EmergencyAddressId NextEmergencyAddress() => new(Next("emerg"));

    /// <summary>An id of any other kind, e.g. <c>we_…</c> for a webhook endpoint.</summary>
    public string Next(string prefix) => $"{prefix}_{string.Create(26, _chance, Fill)}";

    private static void Fill(Span<char> text, Random chance)
    {
        // 26 characters of 5 bits hold 130 bits; the id has 128, so the first character is 0 to 7.
        text[0] = Alphabet[chance.Next(8)];
        for (var i = 1; i < text.Length; i++)
        {
            text[i] = Alphabet[chance.Next(Alphabet.Length)];
        }
    }
}
