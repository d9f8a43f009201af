using Harness.Scenarios.Reading;

namespace Harness.Scenarios.Validation;

/// <summary>Finds the names that lines use and capture, in the order of the file.</summary>
internal static class CaptureWalk
{
    /// <summary>Names that a line inserts.</summary>
    public static IEnumerable<NameUse> UsesOf(Line line)
    {
        var inName = TemplateReader.NamesIn(NameOf(line)).Select(n => new NameUse(line.At, n));
        return inName.Concat(WithOf(line) is { } with ? Walk(with).Where(w => !w.Captured).Select(w => w.Use) : []);
    }

    /// <summary>Names that a line, or the lines of a block, capture.</summary>
    public static IEnumerable<NameUse> CapturesOf(Line line)
    {
        if (line is BlockLine block)
        {
            return block.Alternatives.SelectMany(a => a).SelectMany(CapturesOf);
        }

        return WithOf(line) is { } with ? Walk(with).Where(w => w.Captured).Select(w => w.Use) : [];
    }

    private static MapTemplate? WithOf(Line line) => line switch
    {
        ActionLine action => action.With,
        ExpectationLine expectation => expectation.With,
        InjectionLine injection => injection.With,
        RuleLine rule => rule.With,
        _ => null,
    };

    private static string NameOf(Line line) => line switch
    {
        ActionLine action => action.Name,
        ExpectationLine expectation => expectation.Name,
        RuleLine rule => rule.Target,
        _ => "",
    };

    private static IEnumerable<(NameUse Use, bool Captured)> Walk(Template template) => template switch
    {
        InsertTemplate insert => [(new NameUse(insert.At, insert.Name), false)],
        InterpolatedTemplate text => text.Parts.Where(p => p.Name is not null).Select(p => (new NameUse(text.At, p.Name!), false)),
        MapTemplate map => map.Members.SelectMany(m => Walk(m.Value)),
        ListTemplate list => list.Items.SelectMany(Walk),
        OperatorsTemplate operators => operators.Operators.SelectMany(Walk),
        _ => [],
    };

    private static IEnumerable<(NameUse Use, bool Captured)> Walk(Operator one) => one switch
    {
        CaptureOperator capture => [(new NameUse(capture.At, capture.Name), true)],
        NotOperator not => Walk(not.Inner),
        AbsentOrOperator absentOr => Walk(absentOr.Inner),
        OneOfOperator oneOf => oneOf.Items.SelectMany(Walk),
        SetOperator set => set.Items.SelectMany(Walk),
        _ => [],
    };
}

/// <summary>A name at a place.</summary>
internal sealed record NameUse(SourcePosition At, string Name);
