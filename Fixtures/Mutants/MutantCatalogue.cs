namespace Fixtures.Mutants;

/// <summary>All mutants, by area.</summary>
public static class MutantCatalogue
{
    /// <summary>In the order of the requirements' areas; names are unique.</summary>
    public static IReadOnlyList<Mutant> All { get; } =
    [
        .. ConnectionMutants.All,
        .. ReconnectMutants.All,
        .. AuthenticationMutants.All,
        .. RefreshMutants.All,
        .. SessionMutants.All,
        .. RestoreMutants.All,
        .. DialMutants.All,
        .. CallMutants.All,
        .. InboundMutants.All,
        .. HoldMutants.All,
        .. ErrorMutants.All,
        .. PushMutants.All,
    ];
}
