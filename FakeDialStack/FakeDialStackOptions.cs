using FakeDialStack.Accounts;
using FakeDialStack.Control;
using FakeDialStack.Flow;
using FakeDialStack.Media;
using Microsoft.AspNetCore.Http;

namespace FakeDialStack;

/// <summary>What a fake is made of. Everything has a default that works in any test.</summary>
public sealed record FakeDialStackOptions
{
    /// <summary>The clock of all its timers and timestamps.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The border of its loop. Null: the host makes one for real time (a <see cref="DialStackPlatform"/> without a host needs one).</summary>
    public IFlow? Flow { get; init; }

    /// <summary>Where ids, keys and ICE credentials come from: the same seed gives the same ones.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Settings of accounts that are created without any, and of clients that have not authenticated.</summary>
    public AccountSettings DefaultSettings { get; init; } = AccountSettings.Default;

    /// <summary>How webhooks reach their receivers.</summary>
    public IDialer WebhookDialer { get; init; } = new TcpDialer();

    /// <summary>Names a client. Null: the first label of the Host header, <c>client</c> for localhost and bare addresses. Any thread.</summary>
    public Func<HttpContext, string>? PeerOf { get; init; }

    /// <summary>Serves the control API and the console page as well. Null: not. Only for <see cref="FakeDialStackServer"/>; other hosts map it themselves.</summary>
    public ControlOptions? Control { get; init; }

    /// <summary>Ends the media of the users' legs. Null: described and not moved.</summary>
    public IMediaGateway? Media { get; init; }
}
