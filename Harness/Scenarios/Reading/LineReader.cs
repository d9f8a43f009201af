using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>Reads lists of lines. Lines whose <c>when</c> does not hold in this row are left out.</summary>
internal sealed class LineReader
{
    private readonly LineContext _context;
    private readonly ExampleTable _examples;
    private readonly IReadOnlyDictionary<string, string>? _row;
    private readonly ArrowReader _arrows;
    private readonly StageReader _stage;
    private readonly TimingReader _timing;
    private int _count;

    public LineReader(LineContext context, ExampleTable examples, IReadOnlyDictionary<string, string>? row)
    {
        _context = context;
        _examples = examples;
        _row = row;
        _timing = new TimingReader(context);
        _arrows = new ArrowReader(context, _timing);
        _stage = new StageReader(context);
    }

    /// <summary>True for keys that begin a line: arrows, parties with verbs, blocks.</summary>
    public static bool LooksLikeHead(string key) =>
        ArrowReader.IsArrow(key) || (LineGrammar.PlainHeads.Contains(key) && key != "note") || LineGrammar.BlockHeads.Contains(key);

    /// <summary>All lines of a list.</summary>
    public List<Line> ReadAll(YamlNode node, string what)
    {
        var lines = new List<Line>();
        if (_context.Read.List(node, what) is not { } list)
        {
            return lines;
        }

        if (list.Items.Count == 0)
        {
            _context.Bag.Add(node.At, $"{what} has no line");
        }

        foreach (var item in list.Items)
        {
            if (Read(item) is { } line)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private Line? Read(YamlNode node)
    {
        if (_context.Read.Map(node, "a line") is not { Entries.Count: > 0 } map)
        {
            if (node is YamlMap)
            {
                _context.Bag.Add(node.At, "a line without anything in it");
            }

            return null;
        }

        var modifiers = new Modifiers(_context, map, _count++);
        if (modifiers["when"] is { } when && !_examples.Holds(when, _row, _context.Read))
        {
            return null;
        }

        return Dispatch(map.Entries[0], modifiers, map);
    }

    private Line? Dispatch(YamlEntry head, Modifiers modifiers, YamlMap map)
    {
        var key = head.Key.Text;
        if (ArrowReader.IsArrow(key))
        {
            return _arrows.Read(head, modifiers);
        }

        if (LineGrammar.BlockHeads.Contains(key))
        {
            return Block(head, modifiers);
        }

        if (key == "note" && map.Entries.Skip(1).FirstOrDefault(e => LooksLikeHead(e.Key.Text)) is { } late)
        {
            _context.Bag.Add(late.Key.At, $"the head comes first: put '{late.Key.Text}' above the note");
            return null;
        }

        if (LineGrammar.PlainHeads.Contains(key))
        {
            return _stage.Read(head, modifiers);
        }

        NoHead(head.Key, map);
        return null;
    }

    private void NoHead(YamlScalar key, YamlMap map)
    {
        if (map.Entries.Skip(1).FirstOrDefault(e => LooksLikeHead(e.Key.Text)) is { } late)
        {
            _context.Bag.Add(late.Key.At, $"the head comes first: put '{late.Key.Text}' above '{key.Text}'");
            return;
        }

        string[] heads = [.. LineGrammar.PlainHeads, .. LineGrammar.BlockHeads];
        _context.Bag.AddUnknown(key.At, $"'{key.Text}' begins no line; a line begins with an arrow (laptop -> server) or with {string.Join(", ", heads)}", key.Text, heads);
    }

    private BlockLine? Block(YamlEntry head, Modifiers modifiers)
    {
        var kind = head.Key.Text switch
        {
            "any order" => BlockKind.AnyOrder,
            "in order" => BlockKind.InOrder,
            "one of" => BlockKind.OneOf,
            _ => BlockKind.Race,
        };
        modifiers.Only(LineGrammar.For(kind == BlockKind.Race ? LineKind.Race : LineKind.Block), $"'{head.Key.Text}'");
        var children = kind == BlockKind.OneOf ? Alternatives(head.Value) : [ReadAll(head.Value, $"'{head.Key.Text}'")];
        foreach (var child in children.SelectMany(c => c))
        {
            Belongs(kind, child);
        }

        var block = new BlockLine(head.Key.At, kind, children) { Timing = _timing.Timing(modifiers) };
        return (BlockLine)modifiers.Common(block);
    }

    private List<IReadOnlyList<Line>> Alternatives(YamlNode node)
    {
        var alternatives = new List<IReadOnlyList<Line>>();
        if (_context.Read.List(node, "'one of'") is not { } list)
        {
            return alternatives;
        }

        if (list.Items.Count < 2)
        {
            _context.Bag.Add(node.At, "'one of' wants two alternatives or more");
        }

        foreach (var item in list.Items)
        {
            // A single line may stand for a list of one.
            var alternative = item is YamlMap ? new YamlList(item.At, [item]) : item;
            alternatives.Add(ReadAll(alternative, "an alternative"));
        }

        return alternatives;
    }

    private void Belongs(BlockKind kind, Line child)
    {
        switch (kind)
        {
            case BlockKind.Race when child is not (ActionLine or InjectionLine or FaultLine or RuleLine):
                _context.Bag.Add(child.At, $"'{child.Text}' is no action; 'race' lets actions, injections and faults go at once");
                break;
            case BlockKind.OneOf when child is not (ExpectationLine or BlockLine { Kind: not BlockKind.Race } or NoteLine):
                _context.Bag.Add(child.At, $"'{child.Text}' is no expectation; 'one of' chooses between things that may come");
                break;
            case BlockKind.OneOf when child is ExpectationLine { Never: not null }:
                _context.Bag.Add(child.At, $"'{child.Text}' never: an alternative is chosen by what comes; put 'never' below the block");
                break;
            case BlockKind.AnyOrder or BlockKind.InOrder when child is not (ExpectationLine or BlockLine { Kind: not BlockKind.Race } or NoteLine):
                _context.Bag.Add(child.At, $"'{child.Text}' is no expectation; only those have an order to speak of");
                break;
            default:
                break;
        }
    }
}
