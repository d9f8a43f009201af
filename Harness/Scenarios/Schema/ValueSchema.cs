using System.Text.Json.Nodes;
using Harness.Scenarios.Reading;
using static Harness.Scenarios.Schema.Part;

namespace Harness.Scenarios.Schema;

/// <summary>Values of lines.</summary>
internal static class ValueSchema
{
    /// <summary>What stands under <c>with</c>.</summary>
    public static JsonObject Members() => new()
    {
        ["type"] = "object",
        ["propertyNames"] = Not(Pattern(@"^\$(?!\$)")),
        ["additionalProperties"] = Ref("value"),
    };

    /// <summary>Any value: a scalar, a list, members, or operators.</summary>
    public static JsonObject Value() => AnyOf(Scalar(), List(Ref("value"), 0), Ref("members"), Operators());

    private static JsonObject Operators()
    {
        var properties = new Dictionary<string, JsonObject>
        {
            ["$as"] = About(Text(), "Captures the value under this name."),
            ["$id"] = About(Text(), "An id with this prefix."),
            ["$regex"] = About(Text(), "An expression that is found in the text."),
            ["$not"] = Ref("value"),
            ["$one_of"] = List(Ref("value")),
            ["$set"] = About(List(Ref("value"), 0), "A list in any order."),
            ["$absent_or"] = Ref("value"),
            ["$sdp"] = About(Sdp(), "Facts of a session description."),
        };
        var operators = Map(OperatorReader.Names.ToDictionary(n => n, n => properties[n], StringComparer.Ordinal));
        operators["minProperties"] = 1;
        return operators;
    }

    private static JsonObject Sdp()
    {
        var properties = new Dictionary<string, JsonObject>
        {
            ["offer"] = Flag(),
            ["audio"] = OrColumn(OneOf(OperatorReader.Directions)),
            ["codecs"] = Words(),
            ["candidates"] = OrColumn(Whole(0)),
            ["credentials"] = OrColumn(Const("new")),
        };
        return Map(OperatorReader.SdpKeys.ToDictionary(n => n, n => properties[n], StringComparer.Ordinal));
    }
}
