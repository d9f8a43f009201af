using FakeDialStack.Calls;
using FakeDialStack.Pstn;
using FakeDialStack.Sessions;

namespace FakeDialStack;

/// <summary>One row of a table of states.</summary>
/// <param name="Machine">Which table.</param>
/// <param name="From">State before.</param>
/// <param name="Input">What happens.</param>
/// <param name="To">State after.</param>
public sealed record StateStep(StateMachine Machine, string From, string Input, string To);

/// <summary>Every step that the tables allow, read from the tables themselves.</summary>
public static class StateTables
{
    /// <summary>By table, then by state and input in the order in which they are declared.</summary>
    public static IReadOnlyList<StateStep> Steps { get; } =
    [
        .. Of<SessionState, SessionInput>(StateMachine.Session, SessionTransitions.Next),
        .. Of<CallState, CallInput>(StateMachine.Call, CallTransitions.Next),
        .. Of<LegState, LegInput>(StateMachine.Leg, LegTransitions.Next),
        .. Of<DialogState, DialogInput>(StateMachine.Dialog, DialogTransitions.Next),
    ];

    private static IEnumerable<StateStep> Of<TState, TInput>(StateMachine machine, Func<TState, TInput, TState?> next)
        where TState : struct, Enum
        where TInput : struct, Enum =>
        from state in Enum.GetValues<TState>()
        from input in Enum.GetValues<TInput>()
        let to = next(state, input)
        where to is not null
        select new StateStep(machine, state.ToString(), input.ToString(), to.Value.ToString());
}
