using FakeDialStack.Flow;
using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>There is no token to connect with.</summary>
internal sealed class TokenUnavailableException(string message) : Exception(message);

/// <summary>
/// Keeps the token: a good one for every connect, and a new one in band before the old one expires (B.5, K.4).
/// Adopts a token only when the server confirmed it.
/// </summary>
internal sealed class TokenKeeper
{
    // A timer cannot run for longer than 49 days; a day is enough to look again.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);
    // A token that dies on the way to the server is as good as dead.
    private static readonly TimeSpan s_travelTime = TimeSpan.FromSeconds(2);

    private readonly ClientContext _context;
    private readonly RefreshRules _rules;
    private string? _first;
    private int _socket;
    private Func<ClientMessage, bool>? _send;
    private DateTimeOffset _lastRefresh;
    private DateTimeOffset _dueAt;
    private bool _isMinting;
    private LoopTimer? _timer;
    private LoopTimer? _replyLimit;
    private (string ReqId, string Token)? _asked;
    private (string ReqId, string Token)? _refused;

    public TokenKeeper(ClientContext context)
    {
        _context = context;
        _rules = context.Rules.Refresh;
    }

    /// <summary>Called when a rule gives the connection up instead of going on, with the reason.</summary>
    public Action<string> Drop { get; set; } = static _ => { };

    /// <summary>Called when a rule takes a new socket for a new token.</summary>
    public Action Renew { get; set; } = static () => { };

    /// <summary>True while the token at hand is known to be refused.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>True when somebody can be asked for a token.</summary>
    public bool CanMint => _context.Options.TokenProvider is not null;

    /// <summary>A token to connect with: the newest adopted one, or a fresh one when that is known to be dead.</summary>
    /// <exception cref="TokenUnavailableException">There is none.</exception>
    public async Task<string> ForConnectAsync(CancellationToken cancellationToken)
    {
        if (_context.Storage.Token is { } kept && !IsRefused && !IsKnownDead(kept))
        {
            return Presented(kept);
        }

        if (!CanMint)
        {
            return _context.Storage.Token ?? throw new TokenUnavailableException("there is no token, and nobody to ask for one");
        }

        var fresh = await MintAsync(cancellationToken);
        Adopt(fresh);
        return Presented(fresh);
    }

    /// <summary>The server does not take the token: the next connect needs another (AUTH-06).</summary>
    public void Refuse() => IsRefused = !_context.Rules.Auth.KeepsRefusedToken;

    /// <summary>A socket is authenticated: time the next refresh.</summary>
    public void Start(Func<ClientMessage, bool> send)
    {
        _socket++;
        _send = send;
        _lastRefresh = _context.Now;
        Schedule();
    }

    /// <summary>The socket is gone.</summary>
    public void Stop()
    {
        _send = null;
        _asked = null;
        _timer?.Dispose();
        _replyLimit?.Dispose();
        if (_rules.OnlyOwnSocket)
        {
            _socket++;
            _isMinting = false;
        }
    }

    /// <summary>The device has slept or its clock was set: refresh now if it is time (REFRESH-12).</summary>
    public void Check()
    {
        if (_send is not null && _timer is { IsArmed: true } && _context.Now >= _dueAt)
        {
            Refresh();
        }
    }

    public void Take(AuthRefreshed reply)
    {
        var confirmed = _asked ?? (_rules.LateReplyCounts ? _refused : null);
        if (confirmed is { } asked && _rules.AcceptsReply(asked.ReqId, reply.ReqId))
        {
            _asked = null;
            _replyLimit?.Dispose();
            Adopt(asked.Token);
            Schedule();
        }
    }

    /// <summary>Takes an error that answers a refresh; false when it does not.</summary>
    public bool TakeError(Error error)
    {
        if (_asked is not { } asked || error.ReqId != asked.ReqId)
        {
            return false;
        }

        _refused = asked;
        _asked = null;
        _replyLimit?.Dispose();
        Arm(_rules.RetryAfterRefusal);
        _context.TellError(error.Code, error.Message);
        if (_rules.RefusalDrops)
        {
            Drop("a refresh was refused");
        }

        return true;
    }

    private bool IsKnownDead(string token) =>
        _context.Rules.Auth.ChecksExpiry && TokenClaims.ExpiresAt(token) is { } expiry && expiry <= _context.Now + s_travelTime;

    private string Presented(string newest)
    {
        _first ??= newest;
        return _context.Rules.Auth.UsesFirstToken ? _first : newest;
    }

    private void Adopt(string token)
    {
        IsRefused = false;
        _context.Storage.Token = token;
    }

    private async Task<string> MintAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _context.Options.TokenProvider!(cancellationToken);
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            throw new TokenUnavailableException("the backend minted no token: " + thrown.Message);
        }
    }

    private void Schedule()
    {
        if (!CanMint || _send is null || Expiry() is not { } expiry)
        {
            return;
        }

        _dueAt = Later(expiry - _rules.Lead(expiry - _context.Now), _lastRefresh + _rules.LeastGap);
        ArmTimer();
    }

    private DateTimeOffset? Expiry()
    {
        var token = _rules.TimesFromNewToken ? _context.Storage.Token : _first;
        return token is null ? null : TokenClaims.ExpiresAt(token) ?? (_context.Now + _rules.OpaqueLife);
    }

    private void Arm(TimeSpan? wait)
    {
        if (wait is { } due)
        {
            _dueAt = Later(_context.Now + due, _lastRefresh + _rules.LeastGap);
            ArmTimer();
        }
    }

    private void ArmTimer()
    {
        _timer?.Dispose();
        var wait = _dueAt - _context.Now;
        _timer = wait > s_longestWait ? _context.After(s_longestWait, ArmTimer) : _context.After(wait, Refresh);
    }

    private void Refresh()
    {
        _timer?.Dispose();
        if (!_isMinting)
        {
            _isMinting = true;
            _lastRefresh = _context.Now;
            _context.Spawn(() => RefreshAsync(_socket));
        }
    }

    private async Task RefreshAsync(int socket)
    {
        string token;
        try
        {
            token = await MintAsync(CancellationToken.None);
        }
        catch (TokenUnavailableException failed)
        {
            MintFailed(socket, failed);
            return;
        }

        // The socket that this was for may be gone: the new one has a schedule of its own (REFRESH-09).
        if ((socket == _socket || !_rules.OnlyOwnSocket) && !_context.IsOver)
        {
            _isMinting = false;
            Ask(token);
        }
    }

    private void MintFailed(int socket, TokenUnavailableException failed)
    {
        if (socket != _socket || _context.IsOver)
        {
            return;
        }

        _isMinting = false;
        Arm(_rules.RetryAfterMintFailure);
        _context.TellError(ClientErrorCode.TokenRefreshFailed, failed.Message);
        if (_rules.MintFailureDrops)
        {
            Drop("no token was minted");
        }
    }

    private void Ask(string token)
    {
        if (!_rules.InBand)
        {
            Adopt(token);
            Renew();
            return;
        }

        var asked = (ReqId: _rules.FreshReqId ? _context.NextReqId() : "req_refresh", token);
        _asked = asked;
        if (_rules.ReplyLimit is { } limit)
        {
            _replyLimit = _context.After(limit, ReplyIsLost);
        }

        if (_rules.AdoptsAtOnce)
        {
            Adopt(token);
        }

        _send?.Invoke(new AuthRefresh(token) { ReqId = asked.ReqId });
    }

    private void ReplyIsLost()
    {
        _asked = null;
        Refresh();
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
