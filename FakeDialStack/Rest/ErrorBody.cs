using System.Text.Json.Nodes;
using FakeDialStack.Accounts;

namespace FakeDialStack.Rest;

/// <summary>The three bodies of errors that are seen in the field (CF-31).</summary>
internal static class ErrorBody
{
    /// <summary>The body in the shape that the account uses.</summary>
    public static JsonObject Write(RestError error, RestErrorShape shape) => shape switch
    {
        RestErrorShape.Message => new JsonObject { ["message"] = error.Text },
        RestErrorShape.Nested => new JsonObject
        {
            ["error"] = new JsonObject { ["message"] = error.Text, ["code"] = error.Code, ["type"] = Family(error.Status) },
        },
        _ => Flat(error),
    };

    private static JsonObject Flat(RestError error)
    {
        var body = new JsonObject { ["error"] = error.Text, ["code"] = error.Code };
        if (error.Details is { } details)
        {
            body["details"] = details.DeepClone();
        }

        return body;
    }

    private static string Family(int status) => status switch
    {
        401 or 403 => "authentication_error",
        429 => "rate_limit_error",
        >= 500 => "api_error",
        _ => "invalid_request_error",
    };
}
