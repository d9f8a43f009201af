using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FakeDialStack.Control.Api;

/// <summary>
/// Who may use the control API. Any web page that a person has open can reach loopback, so a request from another origin is
/// refused, and so is one under a name that is not this machine's (DNS rebinding). On other addresses a token is needed.
/// </summary>
internal sealed class ControlGate(string? token)
{
    private const string Scheme = "Bearer ";

    /// <summary>Why the request is refused; null when it may pass.</summary>
    public ControlRefusal? Refuse(HttpContext context)
    {
        var request = context.Request;
        if (IsFromElsewhere(request))
        {
            return new ControlRefusal(403, "other_origin", "The request comes from a page of another origin.", $"Use the console at {request.Scheme}://{request.Host}/, or a program that sends no Origin header.");
        }

        if (token is not null)
        {
            return IsToken(request.Headers.Authorization.ToString())
                ? null
                : new ControlRefusal(401, "token_needed", "The control token is missing or wrong.", "Send Authorization: Bearer and the token that was printed at the start.");
        }

        if (context.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address))
        {
            return new ControlRefusal(401, "token_needed", "Without a control token only this machine may control the fake.", "Start the fake with a control token.");
        }

        return IsLoopbackName(request.Host.Host)
            ? null
            : new ControlRefusal(403, "other_host", $"'{request.Host.Host}' is no name of loopback.", "Use http://localhost or http://127.0.0.1 with the same port.");
    }

    private static bool IsFromElsewhere(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return (origin.Length > 0 && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            || (site.Length > 0 && site is not ("same-origin" or "none"));
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private bool IsToken(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim()), Encoding.UTF8.GetBytes(token!));
}
