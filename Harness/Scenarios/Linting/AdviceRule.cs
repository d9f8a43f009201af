namespace Harness.Scenarios.Linting;

/// <summary>Looks for one kind of oddity in a file. It speaks up only where it is certainly right.</summary>
internal abstract class AdviceRule
{
    /// <summary>Short name, in lower case with dashes.</summary>
    public abstract string Name { get; }

    /// <summary>All that it finds.</summary>
    public abstract IEnumerable<Advice> Look(Sheet sheet);

    /// <summary>An advice of this rule.</summary>
    protected Advice Say(SourcePosition at, string message, string instead) => new(at, Name, message, instead);
}
