using System.Text.Json.Nodes;

namespace FakeDialStack.Rest;

/// <summary>What a handler decided: a body, nothing, or a refusal.</summary>
internal sealed record RestResult
{
    private RestResult(int status, JsonNode? body, RestError? error)
    {
        Status = status;
        Body = body;
        Error = error;
    }

    /// <summary>204.</summary>
    public static RestResult NoContent { get; } = new(204, null, null);

    /// <summary>HTTP status.</summary>
    public int Status { get; }

    /// <summary>Null when there is none.</summary>
    public JsonNode? Body { get; }

    /// <summary>Null when all is well.</summary>
    public RestError? Error { get; }

    /// <summary>200.</summary>
    public static RestResult Ok(JsonNode body) => new(200, body, null);

    /// <summary>201.</summary>
    public static RestResult Created(JsonNode body) => new(201, body, null);

    /// <summary>Refused.</summary>
    public static RestResult Refused(RestError error) => new(error.Status, null, error);
}

/// <summary>Why a request was refused (section H).</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">What clients branch on.</param>
/// <param name="Text">For people.</param>
/// <param name="Details">Which fields, and why.</param>
internal sealed record RestError(int Status, string Code, string Text, JsonObject? Details = null)
{
    /// <summary>400: malformed.</summary>
    public static RestError Malformed(string field, string text) =>
        new(400, "validation_error", $"{field} {text}", new JsonObject { [field] = text });

    /// <summary>422: well formed and still not possible.</summary>
    public static RestError Impossible(string field, string text) =>
        new(422, "validation_error", $"{field} {text}", new JsonObject { [field] = text });

    /// <summary>404.</summary>
    public static RestError NotFound(string what) => new(404, "not_found", $"There is no such {what}.");

    /// <summary>401.</summary>
    public static RestError Unauthorized(string code, string text) => new(401, code, text);

    /// <summary>403.</summary>
    public static RestError Forbidden(string text) => new(403, "forbidden", text);
}
