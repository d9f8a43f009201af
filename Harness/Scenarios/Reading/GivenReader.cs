using System.Text.RegularExpressions;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>Reads <c>given</c>: who takes part, and how things stand.</summary>
internal sealed partial class GivenReader(NodeReader read)
{
    /// <summary>The far end that is always there.</summary>
    public const string Caller = "caller";

    /// <summary>Its number where the file gives it none.</summary>
    public const string CallerNumber = "+14155550100";

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Keys of <c>given</c>.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["users", "clients", "far ends", "backend", "server", "clock", "needs"];

    /// <summary>Keys of a user.</summary>
    public static IReadOnlyList<string> UserKeys { get; } = ["mobile_push_wakeup", "do_not_disturb", "id", "devices"];

    /// <summary>Keys of a client.</summary>
    public static IReadOnlyList<string> ClientKeys { get; } = ["user", "is", "token_provider", "options"];

    /// <summary>The clocks that a scenario may insist on.</summary>
    public static IReadOnlyList<string> Clocks { get; } = ["virtual", "real"];

    /// <summary>Reads it; a missing <c>given</c> is one without users.</summary>
    public Given Read(YamlNode? node)
    {
        var map = node is null or YamlScalar { Value: null } ? null : read.Map(node, "given");
        if (map is null)
        {
            return new Given { FarEnds = FarEnds(null) };
        }

        read.OnlyKeys(map, Keys, "given");
        var users = Entries(map, "users").Select(User).ToList();
        var given = new Given
        {
            Users = users,
            Clients = [.. Entries(map, "clients").Select(e => Client(e, users))],
            FarEnds = FarEnds(map),
            Backend = map.Find("backend") is { } backend ? new BackendReader(read).Read(backend.Value) : new GivenBackend(),
            Server = map.Find("server") is { } server ? new ServerReader(read).Read(server.Value) : new GivenServer(),
            Clock = map.Find("clock") is { } clock ? Known(clock.Value, "clock", Clocks) : null,
            Needs = map.Find("needs") is { } needs ? NeedsOf(needs.Value) : [],
        };
        CheckBeginnings(given);
        return given;
    }

    private void CheckBeginnings(Given given)
    {
        var inCalls = given.Clients.Where(c => c.Is is not null and not "connected");
        foreach (var client in inCalls.Skip(given.FarEnds.Count))
        {
            read.Bag.Add(client.At, $"'{client.Name}' begins in a call, but every far end is in one already; add one under 'far ends'");
        }
    }

    private IReadOnlyList<YamlEntry> Entries(YamlMap map, string key) =>
        map.Find(key) is { } entry && read.Map(entry.Value, key) is { } inner ? inner.Entries : [];

    private GivenUser User(YamlEntry entry)
    {
        var name = Declared(entry.Key, "user");
        if (entry.Value is YamlScalar { Value: null } || read.Map(entry.Value, $"user '{name}'") is not { } map)
        {
            return new GivenUser(entry.Key.At, name, false, false, null);
        }

        read.OnlyKeys(map, UserKeys, "a user");
        var devices = map.Find("devices") is { } d ? read.Words(d.Value, "devices") : [];
        foreach (var device in devices.Where(w => !Vocabulary.PushServices.Contains(w.Text)))
        {
            read.Bag.AddUnknown(device.At, $"unknown push service '{device.Text}'", device.Text, Vocabulary.PushServices);
        }

        return new GivenUser(
            entry.Key.At,
            name,
            Flag(map, "mobile_push_wakeup", false),
            Flag(map, "do_not_disturb", false),
            map.Find("id") is { } id ? read.Text(id.Value, "id") : null)
        { Devices = [.. devices.Select(w => w.Text)] };
    }

    private GivenClient Client(YamlEntry entry, List<GivenUser> users)
    {
        var name = Declared(entry.Key, "client");
        if (entry.Value is YamlScalar { Value: string } shortForm)
        {
            return new GivenClient(entry.Key.At, name, UserOf(shortForm, users), null, true, new Dictionary<string, string>());
        }

        if (read.Map(entry.Value, $"client '{name}'") is not { } map)
        {
            return new GivenClient(entry.Key.At, name, "", null, true, new Dictionary<string, string>());
        }

        read.OnlyKeys(map, ClientKeys, "a client");
        if (map.Find("user") is null)
        {
            read.Bag.Add(entry.Key.At, $"client '{name}' has no user");
        }

        return new GivenClient(
            entry.Key.At,
            name,
            map.Find("user") is { } user && read.Text(user.Value, "user") is not null ? UserOf((YamlScalar)user.Value, users) : "",
            map.Find("is") is { } beginning ? Known(beginning.Value, "is", [.. Vocabulary.Beginnings.Select(b => b.Name)]) : null,
            Flag(map, "token_provider", true),
            Options(map));
    }

    private Dictionary<string, string> Options(YamlMap client)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Entries(client, "options"))
        {
            if (read.Word(entry.Value, $"option '{entry.Key.Text}'") is { } value)
            {
                options[entry.Key.Text] = value;
            }
        }

        return options;
    }

    private string UserOf(YamlScalar name, List<GivenUser> users)
    {
        if (users.All(u => u.Name != name.Text))
        {
            read.Bag.AddUnknown(name.At, $"unknown user '{name.Text}'", name.Text, users.Select(u => u.Name));
        }

        return name.Text;
    }

    private List<GivenFarEnd> FarEnds(YamlMap? given)
    {
        var farEnds = new List<GivenFarEnd>();
        foreach (var entry in given is null ? [] : Entries(given, "far ends"))
        {
            var name = Declared(entry.Key, "far end");
            var number = Number(entry.Value);
            if (number.Length > 0 && farEnds.FirstOrDefault(f => f.Number == number) is { } other)
            {
                read.Bag.Add(entry.Value.At, $"'{other.Name}' has the number {number} already");
            }

            farEnds.Add(new GivenFarEnd(entry.Key.At, name, number));
        }

        if (farEnds.All(f => f.Name != Caller))
        {
            farEnds.Insert(0, new GivenFarEnd(given?.At ?? new SourcePosition("", 1, 1), Caller, CallerNumber));
        }

        return farEnds;
    }

    private string Number(YamlNode node)
    {
        if (node is YamlScalar scalar && PhoneNumber().IsMatch(scalar.Text) && (!scalar.Plain || !scalar.Text.StartsWith('+')))
        {
            return scalar.Text;
        }

        read.Bag.Add(node.At, $"a number such as \"+14155550100\", in quotes, is wanted, not {NodeReader.Kind(node)}");
        return "";
    }

    private List<string> NeedsOf(YamlNode node)
    {
        var needs = read.Words(node, "needs");
        foreach (var need in needs.Where(w => !Vocabulary.Capabilities.Contains(w.Text)))
        {
            read.Bag.AddUnknown(need.At, $"unknown capability '{need.Text}'", need.Text, Vocabulary.Capabilities);
        }

        return [.. needs.Select(w => w.Text)];
    }

    private bool Flag(YamlMap map, string key, bool otherwise) =>
        map.Find(key) is { } entry ? read.Bool(entry.Value, key) ?? otherwise : otherwise;

    private string? Known(YamlNode node, string what, IReadOnlyList<string> values)
    {
        if (read.Text(node, what) is not { } word)
        {
            return null;
        }

        if (values.Contains(word))
        {
            return word;
        }

        read.Bag.AddUnknown(node.At, $"{what} is one of {string.Join(", ", values)}; not '{word}'", word, values);
        return null;
    }

    private string Declared(YamlScalar key, string kind)
    {
        if (!PartyName().IsMatch(key.Text))
        {
            read.Bag.Add(key.At, $"'{key.Text}' is no name for a {kind}: letters, digits, _ and - only");
        }
        else if (Vocabulary.ReservedParties.Contains(key.Text))
        {
            read.Bag.Add(key.At, $"'{key.Text}' is a party of every scenario; call the {kind} otherwise");
        }
        else if (!_names.TryAdd(key.Text, kind))
        {
            read.Bag.Add(key.At, $"'{key.Text}' is a {_names[key.Text]} already");
        }

        return key.Text;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_-]*$")]
    private static partial Regex PartyName();

    [GeneratedRegex(@"^\+?[0-9*#A-D]{1,32}$")]
    private static partial Regex PhoneNumber();
}
