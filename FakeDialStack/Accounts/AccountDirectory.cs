using FakeDialStack.Protocol;

namespace FakeDialStack.Accounts;

/// <summary>All accounts of one fake. Loop only.</summary>
/// <param name="time">The clock.</param>
/// <param name="ids">Where ids and keys come from.</param>
public sealed class AccountDirectory(TimeProvider time, IdSequence ids)
{
    private readonly List<Account> _accounts = [];

    /// <summary>In the order in which they were created.</summary>
    public IReadOnlyList<Account> All => _accounts;

    /// <summary>The clock.</summary>
    internal TimeProvider Time { get; } = time;

    /// <summary>Where ids and keys come from.</summary>
    internal IdSequence Ids { get; } = ids;

    /// <summary>Adds an account.</summary>
    /// <param name="settings">Null: <see cref="AccountSettings.Default"/>.</param>
    public Account Create(AccountSettings? settings = null)
    {
        var account = new Account(this, settings ?? AccountSettings.Default);
        _accounts.Add(account);
        return account;
    }

    /// <summary>The account whose platform key this is, or null.</summary>
    public Account? FindByKey(string platformKey) => _accounts.Find(a => a.PlatformKey == platformKey);

    /// <summary>The account of this id, or null.</summary>
    public Account? Find(AccountId id) => _accounts.Find(a => a.Id == id);

    /// <summary>The user of this id in any account, or null.</summary>
    public User? FindUser(UserId id) => _accounts.Select(a => a.FindUser(id)).FirstOrDefault(u => u is not null);
}
