using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Scenarios;

namespace Harness.Engine.Matching;

/// <summary>Templates and values as people read them in a failure.</summary>
internal static class TemplateText
{
    private const int Longest = 90;
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Template template) => template switch
    {
        LiteralTemplate literal => Of(literal.Value),
        InsertTemplate insert => "$" + insert.Name,
        InterpolatedTemplate text => string.Concat(text.Parts.Select(static p => p.Text ?? "${" + p.Name + "}")),
        KindTemplate kind => Of(kind.Kind),
        MapTemplate map => "{ " + string.Join(", ", map.Members.Select(static m => $"{m.Key}: {Of(m.Value)}")) + " }",
        ListTemplate list => "[" + string.Join(", ", list.Items.Select(Of)) + "]",
        OperatorsTemplate operators => string.Join(" and ", operators.Operators.Select(Of)),
        _ => template.ToString(),
    };

    public static string Of(Operator one) => one switch
    {
        CaptureOperator capture => $"anything (called ${capture.Name})",
        IdOperator id => $"an id {id.Prefix}_…",
        RegexOperator regex => $"text that fits /{regex.Pattern}/",
        NotOperator not => $"anything but {Of(not.Inner)}",
        OneOfOperator oneOf => "one of " + string.Join(", ", oneOf.Items.Select(Of)),
        SetOperator set => "in any order [" + string.Join(", ", set.Items.Select(Of)) + "]",
        AbsentOrOperator absentOr => $"nothing or {Of(absentOr.Inner)}",
        SdpOperator => "a session description",
        _ => one.ToString(),
    };

    public static string Of(ValueKind kind) => kind switch
    {
        ValueKind.Any => "anything",
        ValueKind.Text => "a string",
        ValueKind.Number => "a number",
        ValueKind.Bool => "true or false",
        ValueKind.Timestamp => "an RFC 3339 time",
        _ => "nothing (absent or null)",
    };

    public static string Of(object? literal) => literal switch
    {
        null => "null",
        JsonNode node => Of(node),
        string text => Shorten($"\"{text}\""),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => literal.ToString() ?? "",
    };

    public static string Of(JsonNode node) =>
        node.GetValueKind() == JsonValueKind.String && SdpFacts.TryRead(node.GetValue<string>()) is { } sdp
            ? $"a session description (audio {sdp.Direction}, {string.Join(", ", sdp.Codecs)}, {sdp.Candidates} candidate(s))"
            : Shorten(node.ToJsonString(s_plain));

    private static string Shorten(string text) => text.Length <= Longest ? text : text[..(Longest - 1)] + "…";
}
