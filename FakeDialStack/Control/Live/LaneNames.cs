using System.Buffers.Text;
using System.Text;
using FakeDialStack.Accounts;
using FakeDialStack.Protocol;

namespace FakeDialStack.Control.Live;

/// <summary>
/// Names the lanes of the live transcript. A socket is its peer's until it says whose it is; then it is <c>ann</c>, or
/// <c>ann 2</c> while another one of hers is open. Loop only.
/// </summary>
internal sealed class LaneNames(AccountDirectory accounts)
{
    private readonly Dictionary<(string Peer, int Socket), string> _sockets = [];

    /// <summary>The lane of a socket.</summary>
    public string Of(string peer, int socket) => _sockets.GetValueOrDefault((peer, socket), peer);

    /// <summary>A socket shows a token, good or bad: the lane is named after whomever it speaks of.</summary>
    public void Shown(string peer, int socket, string token)
    {
        if (UserOf(token) is not { } user)
        {
            return;
        }

        var handle = UserHandles.Of(user);
        _sockets.Remove((peer, socket));
        var number = 1;
        while (_sockets.ContainsValue(Numbered(handle, number)))
        {
            number++;
        }

        _sockets[(peer, socket)] = Numbered(handle, number);
    }

    /// <summary>A socket has ended: its lane is free for the next one.</summary>
    public void Ended(string peer, int socket) => _sockets.Remove((peer, socket));

    /// <summary>The lane of whoever sends an HTTP request.</summary>
    public string OfRequest(string peer, string? authorization)
    {
        var credential = authorization?.Split(' ', 2).ElementAtOrDefault(1) ?? "";
        return accounts.FindByKey(credential) is not null ? "backend"
            : UserOf(credential) is { } user ? UserHandles.Of(user)
            : peer;
    }

    // Read and not verified: a name on a lane lets nobody in.
    private User? UserOf(string token)
    {
        if (token.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
        {
            return null;
        }

        var claims = ControlJson.ReadObject(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload)));
        return claims?["sub"] is { } sub && sub.GetValueKind() == System.Text.Json.JsonValueKind.String
            ? accounts.FindUser(new UserId(sub.GetValue<string>()))
            : null;
    }

    private static string Numbered(string handle, int number) => number == 1 ? handle : $"{handle} {number}";
}
