using FakeDialStack.Accounts;
using FakeDialStack.Flow;
using Microsoft.AspNetCore.Http;

namespace FakeDialStack.Rest;

/// <summary>What the REST API needs of the platform that it belongs to. Loop only, but for <see cref="PeerOf"/>.</summary>
public interface IRestHost
{
    /// <summary>Answer of <see cref="InterceptAsync"/> that breaks the connection instead of answering.</summary>
    static readonly LoopReply Break = new(0);

    /// <summary>All accounts.</summary>
    AccountDirectory Accounts { get; }

    /// <summary>User tokens.</summary>
    UserTokens Tokens { get; }

    /// <summary>The clock.</summary>
    TimeProvider Time { get; }

    /// <summary>Brings requests onto the loop.</summary>
    IFlow Flow { get; }

    /// <summary>Names who asks. Any thread.</summary>
    string PeerOf(HttpContext context);

    /// <summary>The settings that apply to a peer before it has said who it is.</summary>
    AccountSettings SettingsOf(string peer);

    // It raises an event of the platform on behalf of another part of it.
#pragma warning disable CA1030
    /// <summary>Tells that something happened.</summary>
    void Raise(FakeEvent happened);
#pragma warning restore CA1030

    /// <summary>The user's sessions were revoked, and the tokens are dead already: ends the sockets as <c>revoke</c> says (CF-30).</summary>
    void RevokeSessions(User user);

    /// <summary>A user was changed through REST.</summary>
    void UserChanged(User user)
    {
    }

    /// <summary>Asks the rules, which may take their time. Null: handle the request as usual; <see cref="Break"/>: break the connection.</summary>
    Task<LoopReply?> InterceptAsync(LoopRequest request);
}
