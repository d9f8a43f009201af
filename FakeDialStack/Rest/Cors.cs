using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace FakeDialStack.Rest;

/// <summary>Lets browser clients of any origin in: this is a fake on loopback, and its tokens are worth nothing elsewhere.</summary>
internal static class Cors
{
    private static readonly TimeSpan s_preflightAge = TimeSpan.FromMinutes(10);

    /// <summary>Headers of an answer to a request from a page; none for other clients.</summary>
    public static IEnumerable<KeyValuePair<string, string>> HeadersFor(IReadOnlyDictionary<string, string> request) =>
        request.TryGetValue("Origin", out var origin) && origin.Length > 0
            ?
            [
                new("Access-Control-Allow-Origin", origin),
                new("Access-Control-Expose-Headers", "X-Request-Id, Retry-After"),
                new("Vary", "Origin"),
            ]
            : [];

    /// <summary>Answers a preflight, away from the loop: it touches no state, and no client counts it.</summary>
    public static void AnswerPreflight(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = context.Request.Headers.Origin;
        headers.AccessControlAllowMethods = "GET, POST, PUT, DELETE";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, DialStack-Account, Idempotency-Key";
        headers.AccessControlMaxAge = s_preflightAge.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        headers.Vary = "Origin";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
