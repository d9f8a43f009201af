using System.Text.RegularExpressions;
using FakeDialStack.Protocol;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>Checks the name that goes along an arrow against what can go that way.</summary>
internal sealed partial class ArrowNames(LineContext context)
{
    private static readonly string[] s_methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>True for names such as <c>GET /v1/users</c>.</summary>
    public static bool IsHttp(string name) => name.Split(' ') is [var method, ['/', ..]] && s_methods.Contains(method);

    /// <summary>The call of section H that a request is; null when there is none. Its query does not count.</summary>
    public static string? Endpoint(string request) => MessageCatalogue.Endpoints.FirstOrDefault(e => Fits(e, request));

    public void Check(Arrowed arrow, bool injected)
    {
        switch (arrow.Lane)
        {
            case Lane.AppToClient:
                Word(arrow.Name, "action", [.. Vocabulary.Actions.Select(a => a.Name)]);
                break;
            case Lane.ClientToApp:
                Word(arrow.Name, "event", [.. Vocabulary.Events.Select(e => e.Name)]);
                break;
            case Lane.ClientToServer:
                FromClient(arrow);
                break;
            case Lane.ServerToClient:
                FromServer(arrow, injected);
                break;
            case Lane.FarEndToServer:
                FromFarEnd(arrow.Name);
                break;
            case Lane.ServerToFarEnd:
                Word(arrow.Name, "PSTN signal", [.. Vocabulary.PstnSignals.Select(s => s.Name)]);
                break;
            case Lane.ServerToBackend:
                Word(arrow.Name, "webhook event", MessageCatalogue.WebhookEvents);
                break;
            case Lane.BackendToServer:
                FromBackend(arrow.Name);
                break;
            default:
                Pushes(arrow);
                break;
        }
    }

    /// <summary>Reports a request that is none of section H.</summary>
    public void Http(YamlScalar name)
    {
        if (Endpoint(name.Text) is null)
        {
            context.Bag.AddUnknown(name.At, $"unknown request '{name.Text}'", name.Text, MessageCatalogue.Endpoints);
        }
    }

    private void FromClient(Arrowed arrow)
    {
        if (IsHttp(arrow.Name.Text))
        {
            Http(arrow.Name);
            return;
        }

        string[] known = [.. MessageCatalogue.ClientToServer.Select(m => m.Type), .. Vocabulary.SocketNames.Where(s => s.ByClient).Select(s => s.Name)];
        Message(arrow, known, MessageCatalogue.ServerToClient, "only the server sends it");
    }

    private void FromServer(Arrowed arrow, bool injected)
    {
        var sockets = Vocabulary.SocketNames.Where(s => injected ? s.Injectable : s.ByServer).Select(s => s.Name);
        Message(arrow, [.. MessageCatalogue.ServerToClient.Select(m => m.Type), .. sockets], MessageCatalogue.ClientToServer, "only clients send it");
    }

    private void Message(Arrowed arrow, string[] known, IReadOnlyList<MessageShape> other, string otherwise)
    {
        var name = arrow.Name.Text;
        if (known.Contains(name))
        {
            return;
        }

        if (other.Any(m => m.Type == name))
        {
            context.Bag.Add(arrow.Name.At, $"'{name}' does not go from {arrow.From} to {arrow.To}: {otherwise}");
            return;
        }

        context.Bag.AddUnknown(arrow.Name.At, $"unknown message '{name}'", name, known);
    }

    private void FromFarEnd(YamlScalar name)
    {
        if (Vocabulary.PstnSignals.FirstOrDefault(s => s.Name == name.Text) is { Sides: PstnSides.Server })
        {
            context.Bag.Add(name.At, $"a far end sends {name.Text} by itself; leave the line out");
            return;
        }

        Word(name, "PSTN signal", [.. Vocabulary.PstnSignals.Where(s => s.Sides == PstnSides.Both).Select(s => s.Name)]);
    }

    private void FromBackend(YamlScalar name)
    {
        if (IsHttp(name.Text))
        {
            Http(name);
        }
        else
        {
            context.Bag.Add(name.At, $"a backend asks the server by HTTP, such as POST /v1/user_sessions; '{name.Text}' is no request");
        }
    }

    private void Pushes(Arrowed arrow)
    {
        Word(arrow.Name, "push", ["push"]);
        if (arrow.Lane == Lane.BackendToClient && context.Parties.UnderTest)
        {
            context.Bag.Add(arrow.At, "a backend under test pushes to apns or fcm, not to a client");
        }

        if (arrow.Lane == Lane.BackendToPushService && !context.Parties.UnderTest)
        {
            context.Bag.Add(arrow.At, "the stub backend pushes to a client; apns and fcm are for 'backend: under test'");
        }
    }

    private void Word(YamlScalar name, string kind, IReadOnlyList<string> known)
    {
        if (!known.Contains(name.Text))
        {
            context.Bag.AddUnknown(name.At, $"unknown {kind} '{name.Text}'", name.Text, known);
        }
    }

    private static bool Fits(string endpoint, string request)
    {
        var pattern = Placeholder().Replace(Regex.Escape(endpoint).Replace(@"\{", "{", StringComparison.Ordinal), "[^/?]+");
        return Regex.IsMatch(request, $@"^{pattern}(\?.*)?$", RegexOptions.CultureInvariant);
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
