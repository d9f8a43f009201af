using System.Globalization;
using Harness.Scenarios;

namespace Harness.Documentation;

/// <summary>Who takes part and how things stand, one sentence each.</summary>
internal static class StageWords
{
    /// <summary>The sentences, as Markdown.</summary>
    /// <param name="given">How things stand before the first line.</param>
    /// <param name="beginning">A link to what a beginning means.</param>
    public static IEnumerable<string> Of(Given given, Func<string, string> beginning)
    {
        foreach (var client in given.Clients)
        {
            var is_ = client.Is is { } word ? $", {beginning(word)}" : "";
            var provider = client.TokenProvider ? "" : "; its app has one token and cannot get another";
            yield return $"**{client.Name}**, a client of {client.User}{is_}{provider}";
        }

        foreach (var user in given.Users.Where(user => user.MobilePushWakeup || user.DoNotDisturb || user.Id is not null))
        {
            string[] traits = [user.MobilePushWakeup ? "is woken by pushes" : "", user.DoNotDisturb ? "does not want to be disturbed" : "", user.Id is { } id ? $"has the id {Markdown.Code(id)}" : ""];
            yield return $"**{user.Name}** {string.Join(", ", traits.Where(trait => trait.Length > 0))}";
        }

        foreach (var farEnd in given.FarEnds)
        {
            yield return $"**{farEnd.Name}**, a far end with the number {farEnd.Number}";
        }

        if (Backend(given.Backend) is { Length: > 0 } backend)
        {
            yield return "**backend**: " + backend;
        }

        if (Server(given.Server) is { Length: > 0 } server)
        {
            yield return "**server** with " + server;
        }
    }

    private static string Backend(GivenBackend backend) => string.Join("; ", new[]
    {
        backend.TokenTtl is { } ttl ? $"its tokens live {Durations.Format(ttl)}" : "",
        backend.Webhooks ? "it receives webhooks" : "",
    }.Where(part => part.Length > 0));

    private static string Server(GivenServer server) => string.Join(", ",
    [
        .. server.Profile is { } profile ? new[] { $"the profile {Markdown.Code(profile)}" } : [],
        .. server.Switches.Select(one => Markdown.Code($"{one.Key}: {one.Value}")),
        .. server.Limits.Select(one => Markdown.Code($"{one.Key}: {one.Value.ToString(CultureInfo.InvariantCulture)}")),
    ]);
}
