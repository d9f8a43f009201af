using FakeDialStack.Accounts;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>Reads <c>given.server</c>: profile, switches and limits.</summary>
internal sealed class ServerReader(NodeReader read)
{
    public GivenServer Read(YamlNode node)
    {
        if (read.Map(node, "server") is not { } map)
        {
            return new GivenServer();
        }

        string? profile = null;
        var switches = new Dictionary<string, string>(StringComparer.Ordinal);
        var limits = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            switch (entry.Key.Text)
            {
                case "profile":
                    profile = Profile(entry.Value);
                    break;
                case "limits":
                    Limits(entry.Value, limits);
                    break;
                case var name when Switch(name) is { } known:
                    if (Word(known, entry.Value) is { } word)
                    {
                        switches[name] = word;
                    }

                    break;
                default:
                    Unknown(entry.Key);
                    break;
            }
        }

        return new GivenServer { Profile = profile, Switches = switches, Limits = limits };
    }

    /// <summary>The switch of this name, or null.</summary>
    public static SwitchInfo? Switch(string name) => AccountSettings.Switches.FirstOrDefault(s => s.Name == name);

    /// <summary>The limit of this name, with or without the suffix of its unit, or null.</summary>
    public static LimitInfo? Limit(string name) => AccountSettings.Limits.FirstOrDefault(l => l.Name == name || l.ShortName == name);

    /// <summary>The word of a switch; reported and null when it is none.</summary>
    public string? Word(SwitchInfo known, YamlNode node)
    {
        if (node is not YamlScalar scalar)
        {
            read.Bag.Add(node.At, $"'{known.Name}' is one of {string.Join(", ", known.Values)}, not {NodeReader.Kind(node)}");
            return null;
        }

        var word = scalar.Value switch { true => "on", false => "off", _ => scalar.Text };
        word = known.Values.Contains(word) ? word : scalar.Text;
        if (known.Values.Contains(word))
        {
            return word;
        }

        read.Bag.AddUnknown(node.At, $"'{known.Name}' is one of {string.Join(", ", known.Values)}, not '{scalar.Text}'", scalar.Text, known.Values);
        return null;
    }

    /// <summary>A limit in seconds, or as a plain number for counts; reported and null when it is none or out of range.</summary>
    public double? Amount(LimitInfo known, string writtenName, YamlNode node)
    {
        if (node is not YamlScalar scalar || AmountOf(known, writtenName, scalar) is not { } amount)
        {
            var wanted = known.Unit == LimitUnit.Count ? "a number" : "a duration such as 500ms or 30s";
            read.Bag.Add(node.At, $"'{known.Name}' is {wanted}, not {NodeReader.Kind(node)}");
            return null;
        }

        var own = known.Unit == LimitUnit.Milliseconds ? amount * 1000 : amount;
        if (own >= known.Least && own <= known.Most && (known.Unit != LimitUnit.Count || own == Math.Floor(own)))
        {
            return amount;
        }

        var (least, most) = (Shown(known, known.Least), Shown(known, known.Most));
        read.Bag.Add(node.At, $"'{known.Name}' is from {least} to {most}, not {scalar.Text}");
        return null;
    }

    /// <summary>All names that may stand beside <c>profile</c> and <c>limits</c>.</summary>
    public static IEnumerable<string> Names => AccountSettings.Switches.Select(s => s.Name);

    private static double? AmountOf(LimitInfo known, string writtenName, YamlScalar scalar) => scalar.Value switch
    {
        long or double => Convert.ToDouble(scalar.Value, System.Globalization.CultureInfo.InvariantCulture) * (known.Unit == LimitUnit.Milliseconds && writtenName == known.Name ? 0.001 : 1),
        string text when known.Unit != LimitUnit.Count && Durations.TryParse(text, out var time) => time.TotalSeconds,
        _ => null,
    };

    private static string Shown(LimitInfo known, double value) => known.Unit switch
    {
        LimitUnit.Seconds => Durations.Format(TimeSpan.FromSeconds(value)),
        LimitUnit.Milliseconds => Durations.Format(TimeSpan.FromMilliseconds(value)),
        _ => value.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private string? Profile(YamlNode node)
    {
        if (read.Text(node, "profile") is not { } name)
        {
            return null;
        }

        if (AccountSettings.Profiles.Contains(name))
        {
            return name;
        }

        read.Bag.AddUnknown(node.At, $"unknown profile '{name}'; there are {string.Join(", ", AccountSettings.Profiles)}", name, AccountSettings.Profiles);
        return null;
    }

    private void Limits(YamlNode node, Dictionary<string, double> limits)
    {
        foreach (var entry in read.Map(node, "limits")?.Entries ?? [])
        {
            if (Limit(entry.Key.Text) is not { } known)
            {
                read.Bag.AddUnknown(entry.Key.At, $"unknown limit '{entry.Key.Text}'", entry.Key.Text, AccountSettings.Limits.SelectMany(l => new[] { l.ShortName, l.Name }));
            }
            else if (Amount(known, entry.Key.Text, entry.Value) is { } amount)
            {
                limits[known.ShortName] = amount;
            }
        }
    }

    private void Unknown(YamlScalar key)
    {
        if (Limit(key.Text) is not null)
        {
            read.Bag.Add(key.At, $"'{key.Text}' is a limit; put it under 'limits'");
            return;
        }

        read.Bag.AddUnknown(key.At, $"unknown switch '{key.Text}'", key.Text, ["profile", "limits", .. Names]);
    }
}
