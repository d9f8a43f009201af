using FakeDialStack.Accounts;
using FakeDialStack.Control;
using FakeDialStack.Flow;
using FakeDialStack.Media;
using FakeDialStack.Protocol;
using FakeDialStack.Push;
using FakeDialStack.Rest;
using FakeDialStack.Sessions;
using Microsoft.AspNetCore.Http;

namespace FakeDialStack;

/// <summary>
/// The fake without a host: accounts, sessions, calls, far ends and rules, all on one loop. Whoever hosts it maps its
/// endpoints; see <see cref="FakeDialStackServer"/> for one that hosts itself. Loop only, but for <see cref="PeerOf"/>.
/// </summary>
public sealed class DialStackPlatform : IRestHost, IDisposable
{
    private readonly FakeDialStackOptions _options;
    private readonly IdSequence _ids;
    private readonly IMediaGateway _media;
    private readonly RuleBook _rules;
    private readonly Door _door = new();
    private readonly PeerNetworks _networks = new();
    private readonly SessionRegister _sessions = new();
    private readonly Authentication _authentication;
    private readonly SocketScene _socketScene;
    private readonly List<(string Peer, Account Account)> _peers = [];
    private readonly List<AccountWorld> _worlds = [];
    private bool _disposed;

    /// <summary>Makes a fake.</summary>
    /// <exception cref="ArgumentException">The options name no flow.</exception>
    public DialStackPlatform(FakeDialStackOptions options)
    {
        _options = options;
        Flow = options.Flow ?? throw new ArgumentException("A platform without a host needs a flow.", nameof(options));
        _ids = new IdSequence(options.Seed);
        _media = options.Media ?? new CannedMediaGateway(options.Seed);
        Accounts = new AccountDirectory(options.Time, _ids);
        Tokens = new UserTokens(Accounts, options.Time);
        Webhooks = new WebhookDelivery(options.Time, Flow, options.WebhookDialer, _ids, Raise);
        _rules = new RuleBook(Raise);
        _authentication = new Authentication(Tokens, a => WorldOf(a).Sessions);
        _socketScene = new SocketScene(options.Time, Flow, _rules, _door, Raise);
        Control = new ServerControl(_rules, _door, _networks, _sessions, WorldOf);
        Sockets = new SocketEndpoint(_socketScene, new UpgradeDesk(_socketScene, _networks, AccountOf, options.DefaultSettings), PeerOf, Opened);
        Flow.Loop.Faulted += OnFaulted;
    }

    /// <summary>Raised on the loop for everything that the fake does or sees, in the order in which it happens.</summary>
    public event Action<FakeEvent>? Happened;

    /// <inheritdoc/>
    public AccountDirectory Accounts { get; }

    /// <inheritdoc/>
    public UserTokens Tokens { get; }

    /// <summary>Makes the fake do what it would not do by itself.</summary>
    public ServerControl Control { get; }

    /// <summary>Brings events to the customers' backends.</summary>
    public WebhookDelivery Webhooks { get; }

    /// <inheritdoc/>
    public TimeProvider Time => _options.Time;

    /// <inheritdoc/>
    public IFlow Flow { get; }

    /// <summary>All sessions, authenticated or not.</summary>
    internal SessionRegister Sessions => _sessions;

    /// <summary>New connections of everybody are broken off without an answer.</summary>
    internal bool Blocked
    {
        get => _networks.AllBlocked;
        set => _networks.AllBlocked = value;
    }

    /// <summary>Serves <c>/v1/webrtc</c>.</summary>
    internal SocketEndpoint Sockets { get; }

    /// <summary>Adds an account. Its users, sessions, calls and far ends never meet those of another.</summary>
    /// <param name="settings">Null: those of <see cref="FakeDialStackOptions.DefaultSettings"/>.</param>
    public Account CreateAccount(AccountSettings? settings = null) => Accounts.Create(settings ?? _options.DefaultSettings);

    /// <summary>Says whose settings apply to a client before it has authenticated, and whose rules.</summary>
    public void RegisterPeer(string label, Account account)
    {
        _peers.RemoveAll(p => p.Peer == label);
        _peers.Add((label, account));
    }

    /// <inheritdoc/>
    public string PeerOf(HttpContext context) => (_options.PeerOf ?? PeerLabel.Of)(context);

    /// <inheritdoc/>
    public AccountSettings SettingsOf(string peer) => AccountOf(peer)?.Settings ?? _options.DefaultSettings;

    /// <inheritdoc/>
    public void Raise(FakeEvent happened) =>
        Happened?.Invoke(happened.At == default ? happened with { At = _options.Time.GetUtcNow() } : happened);

    /// <inheritdoc/>
    public void RevokeSessions(User user)
    {
        foreach (var session in WorldOf(user.Account).Sessions.Sessions.Of(user))
        {
            session.Revoke(user.Account.Settings.Revoke);
        }
    }

    /// <inheritdoc/>
    public async Task<LoopReply?> InterceptAsync(LoopRequest request)
    {
        await _networks.Of(request.Lane).Flowing;
        return _networks.IsBlocked(request.Lane)
            ? IRestHost.Break
            : await HttpRules.ApplyAsync(_rules.ForHttp(request.Method, request.Path, request.Lane, AccountOf(request.Lane)?.Id), _socketScene);
    }

    /// <summary>Breaks all sockets off, so that a host can stop.</summary>
    public void Shutdown()
    {
        foreach (var session in _sessions.All())
        {
            session.Socket.Drop();
        }
    }

    /// <summary>Gives up what is under way. Again and again does no harm: a container that hosts it does so as well.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Flow.Loop.Faulted -= OnFaulted;
        Webhooks.Dispose();
        Tokens.Dispose();
    }

    private Account? AccountOf(string peer) => _peers.Find(p => p.Peer == peer).Account;

    private void Opened(ClientSocket socket)
    {
        socket.Account = AccountOf(socket.Peer)?.Id;
        var session = new Session(_socketScene, socket, _authentication);
        _sessions.Add(session);
        session.Start();
    }

    /// <summary>Everything inside an account.</summary>
    internal AccountWorld WorldOf(Account account)
    {
        var world = _worlds.Find(w => w.Account == account);
        if (world is null)
        {
            _worlds.Add(world = AccountWorld.Make(account, Time, Flow.Loop, _ids, _media, Webhooks, Raise));
        }

        return world;
    }

    private void OnFaulted(Exception thrown) => Raise(new FakeFault("server", thrown.ToString()));
}
