using FakeDialStack.Accounts;
using FakeDialStack.Protocol;

namespace FakeDialStack.Control;

/// <summary>Short names by which people speak of the users of an account: <c>ann</c> for Ann Example.</summary>
internal static class UserHandles
{
    // Lanes of others.
    private static readonly string[] s_taken = ["app", "server", "backend", "network", "control", "client"];

    /// <summary>The first word of the name in lower case; the id where that would be ambiguous.</summary>
    public static string Of(User user)
    {
        var word = FirstWord(user);
        return word.Length == 0 || s_taken.Contains(word) || user.Account.Users.Any(u => u != user && FirstWord(u) == word) ? user.Id.Value : word;
    }

    /// <summary>The user of this id or short name; null when there is none.</summary>
    public static User? Find(Account account, string name) =>
        account.FindUser(new UserId(name)) ?? account.Users.FirstOrDefault(u => Of(u).Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string FirstWord(User user) =>
        new([.. (user.Name ?? "").Trim().ToLowerInvariant().TakeWhile(char.IsLetterOrDigit)]);
}
