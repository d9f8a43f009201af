using FakeDialStack.Protocol;

namespace FakeDialStack.Accounts;

/// <summary>An account: its users, its settings, its key. Accounts see nothing of each other. Loop only.</summary>
public sealed class Account
{
    private readonly AccountDirectory _directory;
    private readonly List<User> _users = [];
    private readonly List<WebhookEndpoint> _endpoints = [];

    internal Account(AccountDirectory directory, AccountSettings settings)
    {
        _directory = directory;
        Settings = settings;
        Id = directory.Ids.NextAccount();
        PlatformKey = directory.Ids.Next("sk_test");
    }

    /// <summary><c>acct_…</c>.</summary>
    public AccountId Id { get; }

    /// <summary>The key of the customer's backend, <c>sk_test_…</c>. Never for a client.</summary>
    public string PlatformKey { get; }

    /// <summary>How the fake behaves for this account. Replaced as a whole; what is under way keeps what it started with.</summary>
    public AccountSettings Settings { get; set; }

    /// <summary>In the order in which they were created.</summary>
    public IReadOnlyList<User> Users => _users;

    /// <summary>In the order in which they were created.</summary>
    public IReadOnlyList<WebhookEndpoint> WebhookEndpoints => _endpoints;

    /// <summary>Adds a user.</summary>
    /// <param name="name">Display name.</param>
    /// <param name="email">Mail address.</param>
    /// <param name="id">A given id; null takes the next one.</param>
    /// <param name="mobilePushWakeup">See <see cref="User.MobilePushWakeup"/>.</param>
    /// <param name="doNotDisturb">See <see cref="User.DoNotDisturb"/>.</param>
    /// <exception cref="ArgumentException">A user of this fake has that id already.</exception>
    public User CreateUser(
        string? name = null, string? email = null, string? id = null, bool mobilePushWakeup = false, bool doNotDisturb = false)
    {
        var userId = id is null ? _directory.Ids.NextUser() : new UserId(id);
        if (_directory.FindUser(userId) is not null)
        {
            throw new ArgumentException($"There is a user '{userId}' already.", nameof(id));
        }

        var user = new User(this, userId, _directory.Time)
        {
            Name = name,
            Email = email,
            MobilePushWakeup = mobilePushWakeup,
            DoNotDisturb = doNotDisturb,
        };
        _users.Add(user);
        return user;
    }

    /// <summary>The user of this id in this account, or null.</summary>
    public User? FindUser(UserId id) => _users.Find(u => u.Id == id);

    /// <summary>Removes a user; tokens of that user are dead from here on.</summary>
    public bool RemoveUser(UserId id) => _users.RemoveAll(u => u.Id == id) > 0;

    /// <summary>Adds an endpoint for webhooks.</summary>
    /// <param name="url">Absolute, http or https.</param>
    /// <param name="enabledEvents">Types that it receives; null means all.</param>
    /// <param name="description">Free text.</param>
    public WebhookEndpoint AddWebhookEndpoint(Uri url, IReadOnlyList<string>? enabledEvents = null, string? description = null)
    {
        var endpoint = new WebhookEndpoint(
            _directory.Ids.Next("we"), url, _directory.Ids.Next("whsec"), enabledEvents, description, _directory.Time.GetUtcNow());
        _endpoints.Add(endpoint);
        return endpoint;
    }

    /// <summary>Removes an endpoint.</summary>
    public bool RemoveWebhookEndpoint(string id) => _endpoints.RemoveAll(e => e.Id == id) > 0;
}
