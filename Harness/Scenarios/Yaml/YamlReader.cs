using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Harness.Scenarios.Yaml;

/// <summary>
/// Reads a YAML document into nodes that know their place. It is built on the parser's events and not on its document
/// model, which gives up at the first duplicate key.
/// </summary>
internal sealed class YamlReader
{
    // Far beyond any scenario, and far from the end of the stack.
    private const int MostDepth = 100;

    private readonly string _file;
    private readonly DiagnosticBag _bag;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode> _anchors = [];
    private int _depth;

    private YamlReader(string file, string text, DiagnosticBag bag)
    {
        _file = file;
        _bag = bag;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The only document of the text; null when it is empty or no YAML, which is then reported.</summary>
    public static YamlNode? Read(string file, string text, DiagnosticBag bag)
    {
        // YAML has no such character, and the scanner takes it for the end of a token.
        if (text.IndexOf('\0', StringComparison.Ordinal) is var nul and >= 0)
        {
            bag.Add(new SourcePosition(file, text.AsSpan(0, nul).Count('\n') + 1, nul - text.LastIndexOf('\n', nul)), "this is not YAML: a NUL character");
            return null;
        }

        var reader = new YamlReader(file, text, bag);
        try
        {
            return reader.Document();
        }
        catch (YamlException exception)
        {
            bag.Add(reader.Place(exception.Start), "this is not YAML: " + Sentence(exception.Message));
        }
        catch (InvalidOperationException)
        {
            // The scanner gives up this way on a key inside an open bracket.
            var after = reader._parser.Current?.End ?? new Mark(0, 1, 1);
            bag.Add(reader.Place(after), "this is not YAML: a bracket or a quote is not closed");
        }

        return null;
    }

    private YamlNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _bag.Add(new SourcePosition(_file, 1, 1), "the file is empty");
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = Node();
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
        {
            _bag.Add(Place(_parser.Current!.Start), "a file holds one scenario; a second document begins here");
        }

        return root;
    }

    private YamlNode Node()
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Aliased(alias);
        }

        if (_parser.Current is NodeEvent { Tag.IsEmpty: false } tagged && tagged is not Scalar { Tag.IsNonSpecific: true })
        {
            _bag.Add(Place(tagged.Start), $"tags such as {tagged.Tag.Value} are not part of the language");
        }

        if (_parser.Accept<SequenceStart>(out var list))
        {
            return Remember(list, List(list));
        }

        if (_parser.Accept<MappingStart>(out var map))
        {
            return Remember(map, Map(map));
        }

        var scalar = _parser.Consume<Scalar>();
        return Remember(scalar, new YamlScalar(Place(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain));
    }

    private void Deeper(ParsingEvent start)
    {
        if (++_depth > MostDepth)
        {
            throw new YamlException(start.Start, start.End, "Nested too deeply.");
        }
    }

    private YamlList List(SequenceStart start)
    {
        Deeper(start);
        _parser.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node());
        }

        _depth--;
        return new YamlList(Place(start.Start), items);
    }

    private YamlMap Map(MappingStart start)
    {
        Deeper(start);
        _parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node();
            var value = Node();
            if (key is not YamlScalar name)
            {
                _bag.Add(key.At, "a key must be a word");
                continue;
            }

            if (entries.FirstOrDefault(e => e.Key.Text == name.Text) is { } first)
            {
                _bag.Add(name.At, $"'{name.Text}' is there twice; the first is in line {first.Key.At.Line}");
                continue;
            }

            entries.Add(new YamlEntry(name, value));
        }

        _depth--;
        return new YamlMap(Place(start.Start), entries);
    }

    private YamlNode Remember(NodeEvent start, YamlNode node)
    {
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private YamlNode Aliased(AnchorAlias alias)
    {
        if (_anchors.TryGetValue(alias.Value.Value, out var node))
        {
            return node;
        }

        _bag.Add(Place(alias.Start), $"nothing above is anchored as &{alias.Value.Value}");
        return new YamlScalar(Place(alias.Start), "", Plain: true);
    }

    private SourcePosition Place(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);

    // Two of the scanner's sentences, which people meet, leave the remedy open.
    private static string Sentence(string message) =>
        message.Contains("tab character", StringComparison.OrdinalIgnoreCase) ? "a tab; indent with spaces"
        : message.Contains("quoted scalar, found unexpected end", StringComparison.OrdinalIgnoreCase) ? "a quote that begins here is not closed"
        : message.Length == 0 ? message : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
}
