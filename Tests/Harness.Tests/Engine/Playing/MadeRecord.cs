using System.Text.Json.Nodes;
using Harness.Engine.Matching;
using Harness.Engine.Playing;
using Harness.Engine.Time;
using Harness.Scenarios;
using Harness.Tests.Scenarios;
using Harness.Transcripts;

namespace Harness.Tests.Engine.Playing;

/// <summary>A record written by hand, and lines of a file matched against it.</summary>
internal sealed class MadeRecord
{
    private readonly VirtualTime _time = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    public MadeRecord() => Record = new Record(_time);

    public Record Record { get; }

    /// <summary>What labels above the lines stand for.</summary>
    public Dictionary<string, Moment> Labels { get; } = new(StringComparer.Ordinal);

    public MadeRecord At(double seconds)
    {
        _time.MoveTo(TimeSpan.FromSeconds(seconds));
        return this;
    }

    /// <summary>Adds <c>laptop -> server: ping</c>; <c>=></c> for an injection. A name with <c>#a</c> behind it has the req_id a.</summary>
    public MadeRecord Add(string arrow, int? socket = null, int? status = null, string? json = null)
    {
        var injected = arrow.Contains("=>", StringComparison.Ordinal);
        var (lane, name) = arrow.Split(": ");
        var (from, to) = lane.Split(injected ? " => " : " -> ");
        var (type, id) = name!.Split('#');
        var fields = json is null ? [] : (JsonObject)JsonNode.Parse(json)!;
        if (id is not null)
        {
            fields["req_id"] = id;
        }

        var kind = type.StartsWith("ws.", StringComparison.Ordinal) ? EntryKind.Socket : EntryKind.Message;
        Record.Add(kind, from, to!, type, fields, e => e with { Socket = socket, Injected = injected, Status = status });
        return this;
    }

    public MadeRecord AddAll(params IReadOnlyList<string> arrows)
    {
        foreach (var arrow in arrows)
        {
            Add(arrow);
        }

        return this;
    }

    /// <summary>Matches lines against the record as it is now.</summary>
    public Matched Match(string lines, int start = 0)
    {
        var read = ScenarioText.LinesOf(lines);
        var matcher = new GroupMatcher(Record, start, new Names(static (_, _) => null), name => Labels.TryGetValue(name, out var label) ? label : null);
        matcher.Match(read, new Moment(start, TimeSpan.Zero));
        if (matcher.IsComplete)
        {
            matcher.FillOptional();
        }

        return new Matched(read, matcher);
    }
}

/// <summary>What became of lines.</summary>
internal sealed class Matched(IReadOnlyList<Line> lines, GroupMatcher matcher)
{
    public bool IsComplete => matcher.IsComplete;

    public Names Names => matcher.Names;

    public LineOutcome Of(int line) => matcher.Outcomes.Single(o => ReferenceEquals(o.Line, LineTree.Flatten(lines).ElementAt(line)));

    /// <summary>For each expectation in the order of the file: the numbers of its entries, or its state in lower case.</summary>
    public string Took => string.Join(", ", LineTree.Flatten(lines).OfType<ExpectationLine>().Where(static l => l.Never is null).Select(line =>
    {
        var outcome = matcher.Outcomes.SingleOrDefault(o => ReferenceEquals(o.Line, line));
        return outcome is { State: LineState.Done } ? string.Join('+', outcome.Entries.Select(static e => e.Number)) : Words(outcome?.State);
    }));

    private static string Words(LineState? state) => state switch
    {
        null => "not looked at",
        LineState.Pending => "waits",
        LineState.Omitted => "left out",
        LineState.NotTaken => "not taken",
        _ => state.ToString()!,
    };
}

/// <summary>Parts of a text.</summary>
internal static class Parts
{
    public static void Deconstruct(this string[] parts, out string first, out string? second) =>
        (first, second) = (parts[0], parts.ElementAtOrDefault(1));
}
