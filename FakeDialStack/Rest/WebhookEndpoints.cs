using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Protocol;

namespace FakeDialStack.Rest;

/// <summary><c>/v1/webhook_endpoints</c> (section H).</summary>
internal static class WebhookEndpoints
{
    /// <summary>Adds one; the only answer that shows the secret.</summary>
    public static RestResult Create(RestCall call)
    {
        var fields = new BodyFields(call.Body);
        var url = fields.RequiredText("url");
        var events = fields.OptionalTexts("enabled_events");
        var description = fields.OptionalText("description");
        if (fields.Wrong is { } wrong)
        {
            return RestResult.Refused(wrong);
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return RestResult.Refused(RestError.Impossible("url", "must be an absolute http or https URL"));
        }

        var endpoint = call.Account.AddWebhookEndpoint(address, events, description);
        var body = Write(endpoint);
        body["secret"] = endpoint.Secret;
        return RestResult.Created(body);
    }

    /// <summary>All of the account, a page at a time.</summary>
    public static RestResult List(RestCall call) => ListPage.Of(call, call.Account.WebhookEndpoints, Write);

    /// <summary>Removes one.</summary>
    public static RestResult Delete(RestCall call) => call.Account.RemoveWebhookEndpoint(call.Id)
        ? RestResult.NoContent
        : RestResult.Refused(RestError.NotFound("webhook endpoint"));

    private static JsonObject Write(WebhookEndpoint endpoint) => new()
    {
        ["id"] = endpoint.Id,
        ["url"] = endpoint.Url.OriginalString,
        ["enabled_events"] = endpoint.EnabledEvents is { } events ? new JsonArray([.. events.Select(e => JsonValue.Create(e))]) : null,
        ["description"] = endpoint.Description,
        ["status"] = endpoint.Enabled ? "enabled" : "disabled",
        ["created_at"] = WireTime.Write(endpoint.CreatedAt),
    };
}
