using System.Text.RegularExpressions;

namespace Harness.Scenarios.Linting;

/// <summary>A user, client or far end that takes no part: no line, row or beginning needs it.</summary>
internal sealed class UnusedParty : AdviceRule
{
    public override string Name => "unused-party";

    public override IEnumerable<Advice> Look(Sheet sheet)
    {
        var texts = Sheet.TextsIn(sheet.Find("lines")?.Value).Concat(Sheet.TextsIn(sheet.Find("examples")?.Value)).ToList();
        bool IsNamed(string word) => texts.Exists(text => Regex.IsMatch(text, $@"(?<![\w-]){Regex.Escape(word)}(?![\w-])"));

        // What another row has at the same place is the same party.
        var given = sheet.File.Rows.Select(static row => row.Given).ToList();
        return Clients(given, IsNamed).Concat(Users(given, IsNamed)).Concat(FarEnds(sheet, given, IsNamed)).Distinct();
    }

    private IEnumerable<Advice> Clients(List<Given> given, Func<string, bool> isNamed) =>
        from client in given.SelectMany(static one => one.Clients)
        where client.Is is null && !isNamed(client.Name) && given.TrueForAll(one => one.Clients.All(other => other.Name != client.Name || other.Is is null))
        select Say(client.At, $"the client '{client.Name}' never connects, and no line names it", "leave it out, or give it an 'is'");

    private IEnumerable<Advice> Users(List<Given> given, Func<string, bool> isNamed) =>
        from user in given.SelectMany(static one => one.Users)
        where !isNamed(user.Name) && given.TrueForAll(one => one.Clients.All(client => client.User != user.Name))
        select Say(user.At, $"the user '{user.Name}' has no client, and no line names it", "leave it out");

    private IEnumerable<Advice> FarEnds(Sheet sheet, List<Given> given, Func<string, bool> isNamed) =>
        from one in given
        let taken = one.Clients.Count(static client => client.Is is not (null or "connected"))
        from farEnd in one.FarEnds.Skip(taken)
        where sheet.Find("given", "far ends", farEnd.Name) is not null && !isNamed(farEnd.Name) && !isNamed(farEnd.Number)
        where given.TrueForAll(other => other.Clients.Count(static client => client.Is is not (null or "connected")) == taken)
        select Say(farEnd.At, $"no line and no beginning needs the far end '{farEnd.Name}'", "leave it out");
}
