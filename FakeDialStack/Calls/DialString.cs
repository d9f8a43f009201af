namespace FakeDialStack.Calls;

/// <summary>What can be dialled (E.1).</summary>
internal static class DialString
{
    private const int Longest = 32;
    private const string Characters = "0123456789+*#ABCD";

    /// <summary>At most 32 of the digits, plus, star, hash and A to D.</summary>
    public static bool IsValid(string destination) =>
        destination.Length is > 0 and <= Longest && destination.All(c => Characters.Contains(c, StringComparison.Ordinal));

    /// <summary>911 and 933 go out whatever else is in the way (C.5, L-22).</summary>
    public static bool IsEmergency(string destination) => destination is "911" or "933";
}
