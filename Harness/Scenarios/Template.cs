namespace Harness.Scenarios;

/// <summary>A value of a scenario: matched against an entry, or built for an action or injection.</summary>
/// <param name="At">Where it stands.</param>
public abstract record Template(SourcePosition At);

/// <summary>A string, number, bool or null, as it is.</summary>
/// <param name="At">Where.</param>
/// <param name="Value">string, double, long, bool or null.</param>
public sealed record LiteralTemplate(SourcePosition At, object? Value) : Template(At);

/// <summary><c>$name</c> or <c>$name.member</c>: something given or captured.</summary>
/// <param name="At">Where.</param>
/// <param name="Name">Without the dollar.</param>
public sealed record InsertTemplate(SourcePosition At, string Name) : Template(At);

/// <summary>A string with <c>${name}</c> in it.</summary>
/// <param name="At">Where.</param>
/// <param name="Parts">Literal text and names in turn.</param>
public sealed record InterpolatedTemplate(SourcePosition At, IReadOnlyList<InterpolatedPart> Parts) : Template(At);

/// <summary>A piece of <see cref="InterpolatedTemplate"/>: exactly one member is set.</summary>
public sealed record InterpolatedPart(string? Text, string? Name);

/// <summary>What a value must be.</summary>
public enum ValueKind
{
    /// <summary>Anything that is there.</summary>
    Any,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Bool,

    /// <summary>An RFC 3339 time.</summary>
    Timestamp,

    /// <summary>Missing or null (D.0: they are equal).</summary>
    Absent,
}

/// <summary><c>$any</c>, <c>$string</c>, <c>$number</c>, <c>$bool</c>, <c>$timestamp</c>, <c>$absent</c>.</summary>
public sealed record KindTemplate(SourcePosition At, ValueKind Kind) : Template(At);

/// <summary>A map: matches if the named members match.</summary>
public sealed record MapTemplate(SourcePosition At, IReadOnlyList<KeyValuePair<string, Template>> Members) : Template(At);

/// <summary>A list: matches in order and in length.</summary>
public sealed record ListTemplate(SourcePosition At, IReadOnlyList<Template> Items) : Template(At);

/// <summary>A map of one or more operators, all of which must hold.</summary>
public sealed record OperatorsTemplate(SourcePosition At, IReadOnlyList<Operator> Operators) : Template(At);

/// <summary>One operator of a map such as <c>{ $as: call }</c>.</summary>
public abstract record Operator(SourcePosition At);

/// <summary><c>$as</c>: captures the value (in an injection: names the value that was generated).</summary>
public sealed record CaptureOperator(SourcePosition At, string Name) : Operator(At);

/// <summary><c>$id</c>: an id with this prefix, e.g. <c>call</c> for <c>call_…</c>.</summary>
public sealed record IdOperator(SourcePosition At, string Prefix) : Operator(At);

/// <summary><c>$regex</c>: a .NET expression that must be found in the string.</summary>
public sealed record RegexOperator(SourcePosition At, string Pattern) : Operator(At);

/// <summary><c>$not</c>.</summary>
public sealed record NotOperator(SourcePosition At, Template Inner) : Operator(At);

/// <summary><c>$one_of</c>.</summary>
public sealed record OneOfOperator(SourcePosition At, IReadOnlyList<Template> Items) : Operator(At);

/// <summary><c>$set</c>: a list whose order does not matter.</summary>
public sealed record SetOperator(SourcePosition At, IReadOnlyList<Template> Items) : Operator(At);

/// <summary><c>$absent_or</c>.</summary>
public sealed record AbsentOrOperator(SourcePosition At, Template Inner) : Operator(At);

/// <summary><c>$sdp</c>: facts about a session description. Null members are not looked at.</summary>
/// <param name="At">Where.</param>
/// <param name="Offer">True: must be usable as an offer, with everything RFC 8829 asks of one.</param>
/// <param name="Audio">Direction of the audio m-line.</param>
/// <param name="Codecs">Encoding names that it must list, lower case.</param>
/// <param name="Candidates">At least that many candidates.</param>
/// <param name="NewCredentials">True: ICE credentials not used before by this client in this run.</param>
public sealed record SdpOperator(SourcePosition At, bool Offer, string? Audio, IReadOnlyList<string> Codecs, int? Candidates, bool NewCredentials) : Operator(At);
