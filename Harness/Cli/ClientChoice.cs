using Fixtures.Mutants;
using Fixtures.ReferenceClient;
using Harness.Drivers;
using Harness.Scenarios;

namespace Harness.Cli;

/// <summary><c>--client</c>: who is tested.</summary>
internal static class ClientChoice
{
    /// <summary>The client that is tested when nobody says otherwise.</summary>
    public const string Reference = "reference";

    private const string MutantPrefix = "mutant:";

    /// <summary>The driver of a client; null, with a mistake for people, when there is no such client.</summary>
    public static IClientDriver? Driver(string client, out string mistake)
    {
        mistake = "";
        if (client == Reference)
        {
            return new ReferenceDriver(Reference, new SoftphoneRules());
        }

        if (!client.StartsWith(MutantPrefix, StringComparison.Ordinal))
        {
            mistake = $"--client {client} is not available: this version plays 'reference' and 'mutant:<name>' (see 'conformance list mutants')";
            return null;
        }

        var name = client[MutantPrefix.Length..];
        if (MutantCatalogue.All.FirstOrDefault(mutant => mutant.Name == name) is { } mutant)
        {
            return new ReferenceDriver(client, mutant.Change(new SoftphoneRules()));
        }

        mistake = $"there is no mutant '{name}'" + (Suggestion.Nearest(name, MutantCatalogue.All.Select(mutant => mutant.Name)) is { } near
            ? $"; did you mean '{near}'?"
            : " (see 'conformance list mutants')");
        return null;
    }
}
