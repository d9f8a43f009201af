using Microsoft.AspNetCore.Http;

namespace FakeDialStack;

/// <summary>The name of whoever sends a request.</summary>
internal static class PeerLabel
{
    private const string Nameless = "client";

    /// <summary><c>laptop</c> for <c>laptop.fake.test</c>; hosts without a label of their own are all <c>client</c>.</summary>
    public static string Of(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return host.Length == 0 || host == "localhost" || System.Net.IPAddress.TryParse(host.Trim('[', ']'), out _)
            ? Nameless
            : host.Split('.')[0];
    }
}
