using FakeDialStack.Accounts;

namespace Harness.Cli.Serve;

/// <summary>What <c>conformance serve</c> says when it is up: everything to paste.</summary>
internal static class ServeBanner
{
    /// <summary>Its lines.</summary>
    public static IEnumerable<string> Lines(ServePlan plan, IReadOnlyList<int> ports, Account account, IReadOnlyList<DemoUser> users, bool hasDialPad)
    {
        var http = $"http://{plan.Host}:{ports[0]}";
        var fragment = plan.Token is null ? "" : $"#control={Uri.EscapeDataString(plan.Token)}";
        yield return $"A DialStack on {plan.Host}. Ctrl-C stops it.";
        yield return "";
        yield return $"  console     {http}/{fragment}";
        yield return $"  REST        {http}/v1";
        yield return $"  signalling  ws://{plan.Host}:{ports[0]}/v1/webrtc";
        yield return $"  control     {http}/control/openapi.json";
        foreach (var line in Https(plan, ports, fragment))
        {
            yield return line;
        }

        if (plan.Token is not null)
        {
            yield return "";
            yield return plan.IsLoopback ? "Control requests need this token:" : "Others can reach this address: control requests need this token.";
            yield return $"  Authorization: Bearer {plan.Token}";
        }

        yield return "";
        yield return $"Account {account.Id.Value}";
        yield return $"  platform key  {account.PlatformKey}";
        foreach (var endpoint in account.WebhookEndpoints)
        {
            yield return $"  webhooks      {endpoint.Url.OriginalString}";
            yield return $"  signed with   {endpoint.Secret}";
        }

        yield return "";
        yield return "Users, with tokens that are good for 24 hours";
        foreach (var user in users)
        {
            yield return $"  {user.Handle}  {user.Name}  {user.Id}";
            yield return $"  {user.Token}";
        }

        yield return "";
        yield return "Far ends";
        yield return "  +14155550100  rings and answers by itself, as every other number does";
        yield return "  +14155550101  does what you tell it in the console";
        yield return "";
        yield return hasDialPad
            ? "Open the console, press 'Open phone' beside ann, and then 'Call ann'."
            : "The dial pad did not travel with this executable: sign in a client of your own.";
    }

    private static IEnumerable<string> Https(ServePlan plan, IReadOnlyList<int> ports, string fragment)
    {
        if (ports.Count > 1)
        {
            yield return $"  with TLS    https://{plan.Host}:{ports[1]}/{fragment} and wss://{plan.Host}:{ports[1]}/v1/webrtc";
        }
        else
        {
            yield return plan.Options.NoHttps ? "  no https, as you wished" : $"  no https: there is no development certificate; {DevelopmentCertificate.Remedy}";
        }
    }
}
