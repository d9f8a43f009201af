namespace FakeDialStack.Protocol;

/// <summary>Where the catalogue describes a message, e.g. <c>D.1.4</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SourceAttribute(string section) : Attribute
{
    /// <summary>Section of the catalogue.</summary>
    public string Section { get; } = section;
}

/// <summary>Marks a member that holds a session description.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SdpAttribute : Attribute;
