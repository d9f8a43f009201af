using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace FakeDialStack.Protocol;

/// <summary>Reads the shapes of messages from the JSON metadata of their records, so that there is no second list to drift.</summary>
internal static class ShapeReader
{
    /// <summary>All messages derived from a base, in the order in which it declares them.</summary>
    public static IReadOnlyList<(Type Record, MessageShape Shape)> Read(JsonTypeInfo root) =>
        [.. root.PolymorphismOptions!.DerivedTypes.Select(d => (d.DerivedType, Shape(d.DerivedType, (string)d.TypeDiscriminator!)))];

    private static MessageShape Shape(Type record, string type)
    {
        var section = record.GetCustomAttribute<SourceAttribute>()!.Section;
        var text = MessageTexts.Of(section);
        return new(type, Fields(record, section), section) { Meaning = text.Meaning, Replies = text.Replies, Errors = text.Errors };
    }

    private static List<FieldShape> Fields(Type record, string section) =>
        [.. MetadataOf(record).Properties.Where(p => p.Get is not null).OrderBy(p => p.Order).Select(p => Field(p, section))];

    private static FieldShape Field(JsonPropertyInfo property, string section)
    {
        var required = property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };
        var value = Nullable.GetUnderlyingType(property.PropertyType);
        // Absent and null are equal for what is not required (D.0), except where the record has no null to hold.
        var nullable = value is not null || (!property.PropertyType.IsValueType && property.IsGetNullable);
        var type = value ?? property.PropertyType;
        var kind = Kind(property, type);
        var members = kind == FieldKind.ObjectList ? Fields(type.GetGenericArguments()[0], section) : null;
        var text = FieldTexts.Find(section, property.Name);
        return new(property.Name, kind, required, nullable, Words(type))
        {
            Members = members,
            IsTime = type == typeof(DateTimeOffset),
            Meaning = text?.Meaning ?? "",
            Example = text?.Example ?? (members is null ? "null" : $"[{{{string.Join(',', members.Select(m => $"\"{m.Name}\":{m.Example}"))}}}]"),
        };
    }

    private static FieldKind Kind(JsonPropertyInfo property, Type type) => type switch
    {
        _ when property.AttributeProvider?.IsDefined(typeof(SdpAttribute), inherit: false) == true => FieldKind.Sdp,
        _ when type == typeof(bool) => FieldKind.Bool,
        _ when type == typeof(int) => FieldKind.Number,
        _ when type == typeof(JsonObject) => FieldKind.Object,
        _ when type == typeof(IReadOnlyList<PresenceEntry>) => FieldKind.ObjectList,
        _ when type.IsGenericType => FieldKind.StringList,
        _ => FieldKind.String,
    };

    private static IReadOnlyList<string>? Words(Type type) =>
        type.IsEnum && MetadataOf(type).Converter is IWireWords words ? words.Words : null;

    private static JsonTypeInfo MetadataOf(Type type) =>
        WireMetadata.Plain.GetTypeInfo(type) ?? throw new InvalidOperationException($"{type} has no JSON metadata.");
}
