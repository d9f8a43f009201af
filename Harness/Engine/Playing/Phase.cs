using Harness.Scenarios;

namespace Harness.Engine.Playing;

/// <summary>A row of actions and the expectations up to the next action.</summary>
/// <param name="Actions">Actions, injections, rules, faults, clock lines and races, with the <c>never</c> lines and notes between them.</param>
/// <param name="Expectations">Everything up to the next action.</param>
internal sealed record Phase(IReadOnlyList<Line> Actions, IReadOnlyList<Line> Expectations)
{
    /// <summary>Cuts a scenario into phases; the first may have no actions.</summary>
    public static IReadOnlyList<Phase> Of(IReadOnlyList<Line> lines)
    {
        var phases = new List<Phase>();
        var actions = new List<Line>();
        var expectations = new List<Line>();
        foreach (var line in lines)
        {
            if (IsScripted(line))
            {
                // Windows and notes between two actions do not break the row.
                if (expectations.Exists(static l => l is BlockLine or ExpectationLine { Never: null }))
                {
                    phases.Add(new Phase(actions, expectations));
                    (actions, expectations) = ([], []);
                }
                else
                {
                    actions.AddRange(expectations);
                    expectations.Clear();
                }

                actions.Add(line);
            }
            else
            {
                expectations.Add(line);
            }
        }

        phases.Add(new Phase(actions, expectations));
        return phases;
    }

    private static bool IsScripted(Line line) =>
        line is ActionLine or InjectionLine or RuleLine or FaultLine or ClockLine or BlockLine { Kind: BlockKind.Race };
}
