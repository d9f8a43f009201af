namespace Harness.Scenarios.Reading;

/// <summary>Reads <c>within</c>, <c>at</c>, <c>since</c> and <c>never</c>.</summary>
internal sealed class TimingReader(LineContext context)
{
    private const string Until = "until ";
    private const string Connected = " connected";

    /// <summary>The band of a line; null when it has none.</summary>
    public Timing? Timing(Modifiers line)
    {
        var since = line["since"] is { } s ? context.Read.Text(s, "since") : null;
        if (since is not null)
        {
            Refer(line["since"]!.At, since, line.Number, later: false);
        }

        if (line["within"] is { } within)
        {
            if (line["at"] is { } both)
            {
                context.Bag.Add(both.At, "a line has 'within' or 'at', not both");
            }

            return context.Read.Duration(within, "within") is { } latest ? new Timing(null, latest, since) : null;
        }

        if (line["at"] is { } at)
        {
            return context.Read.Text(at, "at") is { } text ? Band(at.At, text, since) : null;
        }

        if (line["since"] is { } alone)
        {
            context.Bag.Add(alone.At, "'since' wants a 'within' or an 'at' beside it");
        }

        return null;
    }

    /// <summary>The window in which a line must not happen; null when it has none.</summary>
    public NeverWindow? Never(Modifiers line)
    {
        if (line["never"] is not { } node || context.Read.Text(node, "never") is not { } text)
        {
            return null;
        }

        foreach (var other in new[] { "within", "at", "optional" })
        {
            if (line[other] is { } beside)
            {
                context.Bag.Add(beside.At, $"'{other}' beside 'never' means nothing: the window says it all");
            }
        }

        if (text == "to the end")
        {
            return new NeverWindow(null, true, null);
        }

        if (text.StartsWith(Until, StringComparison.Ordinal))
        {
            var label = text[Until.Length..].Trim();
            context.Row.References.Add(new LabelUse(node.At, label, line.Number, Later: true));
            return new NeverWindow(null, false, label);
        }

        if (Durations.TryParse(text, out var duration))
        {
            return new NeverWindow(duration, false, null);
        }

        context.Bag.AddUnknown(node.At, $"never is a duration, 'to the end' or 'until <label>', not '{text}'", text, ["to the end"]);
        return null;
    }

    private Timing? Band(SourcePosition at, string text, string? since)
    {
        var ends = text.Split("..");
        if (ends.Length != 2 || !Durations.TryParse(ends[0], out var earliest) || !Durations.TryParse(ends[1], out var latest))
        {
            var hint = text.Contains('$', StringComparison.Ordinal) ? "; a column inside a longer text is written ${column}" : "";
            context.Bag.Add(at, $"at is a band such as 0.5s..1.1s, not '{text}'{hint}");
            return null;
        }

        if (earliest > latest)
        {
            context.Bag.Add(at, $"the band {text} ends before it begins");
            return null;
        }

        return new Timing(earliest, latest, since);
    }

    private void Refer(SourcePosition at, string label, int line, bool later)
    {
        if (label.EndsWith(Connected, StringComparison.Ordinal) && context.Parties.IsClient(label[..^Connected.Length]))
        {
            return;
        }

        context.Row.References.Add(new LabelUse(at, label, line, later));
    }
}
