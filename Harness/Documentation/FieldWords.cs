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

    /// <summary>The members with those of the objects in them: <c>users[].status</c>.</summary>
    public static IEnumerable<(string Name, FieldShape Field)> All(IReadOnlyList<FieldShape> fields) => fields.SelectMany(field =>
        (field.Members ?? []).Select(member => ($"{field.Name}[].{member.Name}", member)).Prepend((field.Name, field)));

    /// <summary>Who sends a message.</summary>
    public static string Way(Direction direction) => direction == Direction.ClientToServer ? "client → server" : "server → client";
}
