namespace FakeDialStack.Protocol;

/// <summary>Who sends.</summary>
public enum Direction
{
    /// <summary>D.1.</summary>
    ClientToServer,

    /// <summary>D.2.</summary>
    ServerToClient,
}

/// <summary>What a member holds.</summary>
public enum FieldKind
{
    /// <summary>Text, ids and times.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A list of texts.</summary>
    StringList,

    /// <summary>An object with members of any kind.</summary>
    Object,

    /// <summary>A list of objects; see <see cref="FieldShape.Members"/>.</summary>
    ObjectList,

    /// <summary>A session description, as text.</summary>
    Sdp,
}

/// <summary>One message of the catalogue.</summary>
/// <param name="Type">The discriminator.</param>
/// <param name="Fields">Its members besides <c>type</c>, in wire order.</param>
/// <param name="Source">Section of the catalogue, e.g. <c>D.1.4</c>.</param>
public sealed record MessageShape(string Type, IReadOnlyList<FieldShape> Fields, string Source)
{
    /// <summary>What it is for: a sentence or two, words of the wire in backticks.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>Messages that answer it directly and repeat its <c>req_id</c>.</summary>
    public IReadOnlyList<string> Replies { get; init; } = [];

    /// <summary>Codes of the <c>error</c> that it may be refused with.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>The member of this name, or null.</summary>
    public FieldShape? Field(string name) => Fields.FirstOrDefault(f => f.Name == name);
}

/// <summary>One member of a message.</summary>
/// <param name="Name">As on the wire.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Required">Must be there.</param>
/// <param name="Nullable">May be null; always so for what is not required (D.0).</param>
/// <param name="Values">The words it may hold; null when anything goes.</param>
public sealed record FieldShape(string Name, FieldKind Kind, bool Required, bool Nullable, IReadOnlyList<string>? Values)
{
    /// <summary>What it means: a sentence or two, words of the wire in backticks.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>True for a string that is a time (RFC 3339).</summary>
    public bool IsTime { get; init; }

    /// <summary>A value that it may hold, as JSON.</summary>
    public string Example { get; init; } = "null";

    /// <summary>Members of the objects in an <see cref="FieldKind.ObjectList"/>; null for other kinds.</summary>
    public IReadOnlyList<FieldShape>? Members { get; init; }
}
