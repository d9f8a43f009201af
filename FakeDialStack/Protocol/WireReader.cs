using System.Text.Json;

namespace FakeDialStack.Protocol;

/// <summary>Reads one frame: text to JSON, JSON to the shape that its <c>type</c> asks for, shape to the record.</summary>
internal static class WireReader
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The record, or the violation. Never throws for bad input, however bad.</summary>
    public static (object? Message, ProtocolViolation? Violation) Read(Direction direction, string text)
    {
        string? type = null;
        string? reqId = null;
        try
        {
            using var document = JsonDocument.Parse(text, s_strict);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return (null, new("the frame is not a JSON object"));
            }

            reqId = StringOf(root, "req_id");
            type = StringOf(root, "type");
            return Convert(direction, root, type) is { } found
                ? (found.Message, found.Wrong is null ? null : new(found.Wrong, reqId, type))
                : (null, new("'type' is missing or not a string", null, null));
        }
        catch (Exception thrown) when (IsBadInput(thrown))
        {
            return (null, new(Explain(thrown, type), reqId, type));
        }
    }

    /// <summary>Why the text is no valid message; null when it is one.</summary>
    public static string? Check(Direction direction, string text) => Read(direction, text).Violation?.Reason;

    /// <summary>
    /// What the JSON library throws at bad input. Not only its own exception: text that is no Unicode (<c>"\ud800"</c>) comes
    /// as <see cref="InvalidOperationException"/>, lone surrogates in the frame itself as <see cref="ArgumentException"/>.
    /// </summary>
    public static bool IsBadInput(Exception thrown) =>
        thrown is JsonException or InvalidOperationException or NotSupportedException or FormatException or ArgumentException;

    private static (object? Message, string? Wrong)? Convert(Direction direction, JsonElement root, string? type)
    {
        if (type is null)
        {
            return null;
        }

        if (MessageCatalogue.Find(direction, type) is not { } shape || MessageCatalogue.RecordOf(direction, type) is not { } record)
        {
            return (null, $"unknown type '{type}'");
        }

        if (ShapeCheck.Check(shape.Fields, root) is { } wrong)
        {
            return (null, $"{type}: {wrong}");
        }

        // Straight to the record and not through its base: there, members that start with a dollar sign would be refused.
        var message = root.Deserialize(WireMetadata.Plain.GetTypeInfo(record)!);
        return message is CallTransferAttended { Step: TransferStep.Consult } consult && MissingForConsult(consult) is { } missing
            ? (null, $"{type}: '{missing}' is missing")
            : (message, null);
    }

    private static string? MissingForConsult(CallTransferAttended consult) =>
        consult.Destination is null ? "destination" : consult.Sdp is null ? "sdp" : null;

    private static string? StringOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Explain(Exception thrown, string? type) => type is null
        ? $"the frame is not valid JSON: {thrown.Message}"
        : $"{type}: {thrown.Message}";
}
