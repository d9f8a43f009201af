using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Protocol;

namespace FakeDialStack.Push;

/// <summary>The envelope of account events: id, type, created_at, account_id, data (I.1, CF-23).</summary>
internal static class WebhookBody
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text that goes over the wire, the same in every attempt.</summary>
    public static string Write(EventId id, string type, DateTimeOffset createdAt, Account account, JsonObject data) => new JsonObject
    {
        ["id"] = id.Value,
        ["type"] = type,
        ["created_at"] = WireTime.Write(createdAt),
        ["account_id"] = account.Id.Value,
        ["data"] = WithUserKeys(data, account.Settings.WebhookUserKeys),
    }.ToJsonString(s_plain);

    // Events are built with user_id; which of the two names goes out is a matter of the edition (CF-24).
    private static JsonObject WithUserKeys(JsonObject data, WebhookUserKeys keys)
    {
        var written = new JsonObject();
        foreach (var (name, value) in data)
        {
            if (name != "user_id" || keys != WebhookUserKeys.User)
            {
                written[name] = value?.DeepClone();
            }

            if (name == "user_id" && keys != WebhookUserKeys.UserId)
            {
                written["user"] = value?.DeepClone();
            }
        }

        return written;
    }
}
