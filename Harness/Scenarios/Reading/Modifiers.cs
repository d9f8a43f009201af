using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>The keys of a line behind its head.</summary>
internal sealed class Modifiers(LineContext context, YamlMap line, int number)
{
    /// <summary>The number of the line in its file, from 0.</summary>
    public int Number { get; } = number;

    /// <summary>The value of a modifier, or null.</summary>
    public YamlNode? this[string name] => line.Entries.Skip(1).FirstOrDefault(e => e.Key.Text == name)?.Value;

    /// <summary>Reports what does not belong to this kind of line.</summary>
    /// <param name="allowed">What belongs.</param>
    /// <param name="what">The kind of line, with its article.</param>
    public void Only(IReadOnlyCollection<string> allowed, string what)
    {
        foreach (var key in line.Entries.Skip(1).Select(e => e.Key).Where(k => !allowed.Contains(k.Text)))
        {
            if (LineGrammar.Modifiers.Any(m => m.Name == key.Text))
            {
                context.Bag.Add(key.At, $"'{key.Text}' does not belong to {what}");
            }
            else if (LineReader.LooksLikeHead(key.Text))
            {
                context.Bag.Add(key.At, $"'{key.Text}' would be a second head; a line has one, and it comes first");
            }
            else
            {
                context.Bag.AddUnknown(key.At, $"unknown key '{key.Text}' in a line", key.Text, allowed);
            }
        }
    }

    /// <summary>Reads what every line may have: label, note, checks.</summary>
    public Line Common(Line line)
    {
        var label = this["as"] is { } a ? context.Read.Text(a, "as") : null;
        if (label is not null)
        {
            context.Row.Labels.Add(new LabelUse(this["as"]!.At, label, Number));
        }

        return line with
        {
            Label = label,
            Note = this["note"] is { } note ? context.Read.Text(note, "note") : null,
            Checks = Requirements(),
        };
    }

    /// <summary><c>with</c>.</summary>
    public MapTemplate? With(TemplateUse use) => this["with"] is { } with ? context.Templates.Members(with, use) : null;

    /// <summary>A duration under this name.</summary>
    public TimeSpan? Duration(string name) => this[name] is { } node ? context.Read.Duration(node, name) : null;

    /// <summary>A count from 1 under this name.</summary>
    public int? Count(string name) => this[name] is { } node ? context.Read.Count(node, name, 1) : null;

    /// <summary>A flag under this name.</summary>
    public bool Flag(string name) => this[name] is { } node && (context.Read.Bool(node, name) ?? false);

    /// <summary>A status: three digits, or a class such as <c>4xx</c>.</summary>
    public string? Status()
    {
        if (this["status"] is not { } node || context.Read.Word(node, "status") is not { } word)
        {
            return null;
        }

        var right = word.Length == 3 && word[0] is >= '1' and <= '5' && (word[1..] == "xx" || word.All(char.IsAsciiDigit));
        if (!right)
        {
            context.Bag.Add(node.At, $"status is three digits or a class such as 4xx, not '{word}'");
        }

        return right ? word : null;
    }

    /// <summary><c>close</c>, or <c>close 1008</c>.</summary>
    public static bool IsClose(string word) =>
        word == "close" || (word.Split(' ') is ["close", { Length: 4 } code] && code.All(char.IsAsciiDigit));

    /// <summary><c>then: close</c>.</summary>
    public string? Then()
    {
        if (this["then"] is not { } node || context.Read.Text(node, "then") is not { } word)
        {
            return null;
        }

        if (IsClose(word))
        {
            return word;
        }

        context.Bag.AddUnknown(node.At, $"then is 'close', or 'close' with a code such as 1008, not '{word}'", word, ["close"]);
        return null;
    }

    private List<string> Requirements()
    {
        if (this["checks"] is not { } node)
        {
            return [];
        }

        var ids = context.Read.Words(node, "checks");
        context.File.Checks.AddRange(ids.Select(i => new RequirementUse(i.At, i.Text)));
        return [.. ids.Select(i => i.Text)];
    }
}
