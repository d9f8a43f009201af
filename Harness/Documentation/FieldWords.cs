using FakeDialStack.Protocol;

namespace Harness.Documentation;

/// <summary>Members of messages in words.</summary>
internal static class FieldWords
{
    /// <summary>What a member holds.</summary>
    public static string TypeOf(FieldShape field)
    {
        var type = field switch
        {
            { Values: { } words } => string.Join(", ", words.Select(Markdown.Code)),
            { Kind: FieldKind.Bool } => "true or false",
            { Kind: FieldKind.StringList } => "list of strings",
            { Kind: FieldKind.ObjectList } => "list of objects",
            { IsTime: true } => "time, as string",
            { Kind: FieldKind.Sdp } => "SDP, as string",
            _ => field.Kind.ToString().ToLowerInvariant(),
        };
        return field is { Required: true, Nullable: true } ? type + " or null" : type;
    }

    /// <summary>Whether it must be there.</summary>
    public static string Needed(FieldShape field) => field.Required ? "required" : "optional";

    /// <summary>Who sends a message.</summary>
    public static string Way(Direction direction) => direction == Direction.ClientToServer ? "client → server" : "server → client";
}
