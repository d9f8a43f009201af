using System.Text.Json.Nodes;
using FakeDialStack.Protocol;

namespace FakeDialStack.Control;

/// <summary>Makes the message with which a rule answers.</summary>
internal static class RuleAnswer
{
    /// <summary>
    /// The message of the rule: an <c>error</c>, or what its <c>type</c> names, with the <c>req_id</c> of the request echoed
    /// and, where the message has one, its <c>call_id</c>; the members of the rule go over both.
    /// </summary>
    public static JsonObject Make(Rule rule, string? reqId, CallId? callId)
    {
        var type = (string?)rule.With?["type"] ?? "error";
        var answer = new JsonObject { ["type"] = type };
        if (type == "error")
        {
            answer["code"] = ErrorCode.InvalidMessage;
            answer["message"] = rule.Name;
            answer["fatal"] = rule.ThenClose;
        }

        var shape = MessageCatalogue.Find(Direction.ServerToClient, type);
        if (reqId is not null && shape?.Field("req_id") is not null)
        {
            answer["req_id"] = reqId;
        }

        // An error names its call only if the edition does (CF-13); the rule may still say so.
        if (callId is { } call && shape?.Field("call_id") is { Required: true })
        {
            answer["call_id"] = call.Value;
        }

        foreach (var (name, value) in rule.With ?? [])
        {
            answer[name] = value?.DeepClone();
        }

        return answer;
    }
}
