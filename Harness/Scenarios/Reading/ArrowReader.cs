using System.Text.RegularExpressions;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>Reads arrows: actions, expectations and injections.</summary>
internal sealed partial class ArrowReader(LineContext context, TimingReader timing)
{
    private readonly ArrowNames _names = new(context);
    private readonly MemberCheck _members = new(context);

    /// <summary>True when a key is an arrow, well written or not.</summary>
    public static bool IsArrow(string key) => key.Contains("->", StringComparison.Ordinal) || key.Contains("=>", StringComparison.Ordinal);

    public Line? Read(YamlEntry head, Modifiers modifiers)
    {
        var match = Arrow().Match(head.Key.Text);
        if (!match.Success)
        {
            context.Bag.Add(head.Key.At, $"'{head.Key.Text}' is no arrow; write it as 'laptop -> server'");
            return null;
        }

        var (from, arrow, to) = (match.Groups["from"].Value, match.Groups["arrow"].Value, match.Groups["to"].Value);
        if (head.Key.Text != $"{from} {arrow} {to}")
        {
            context.Bag.Add(head.Key.At, $"write it with single spaces: '{from} {arrow} {to}'");
        }

        if (head.Value is not YamlScalar { Text.Length: > 0 } name)
        {
            context.Bag.Add(head.Value.At, $"what goes along '{from} {arrow} {to}' must be a name, not {NodeReader.Kind(head.Value)}");
            return null;
        }

        return LaneOf(head.Key.At, from, arrow, to) is { } lane ? Line(new Arrowed(head.Key.At, from, to, name, lane), arrow == "=>", modifiers) : null;
    }

    private Lane? LaneOf(SourcePosition at, string from, string arrow, string to)
    {
        var known = true;
        foreach (var party in new[] { from, to }.Where(p => context.Parties.Role(p) is null))
        {
            known = false;
            context.Bag.AddUnknown(at, $"unknown party '{party}'", party, context.Parties.Arrows);
        }

        if (!known)
        {
            return null;
        }

        var lane = context.Parties.LaneOf(from, to);
        if (arrow == "=>" && lane is not (Lane.ServerToClient or Lane.ServerToBackend))
        {
            context.Bag.Add(at, $"'{from} => {to}': only the server injects, into a client or the backend");
            return null;
        }

        if (lane is null)
        {
            context.Bag.Add(at, $"nothing goes from {from} to {to}");
        }

        return lane;
    }

    private Line Line(Arrowed arrow, bool injected, Modifiers modifiers)
    {
        var kind = Kind(arrow, injected);
        modifiers.Only(LineGrammar.For(kind), What(kind));
        _names.Check(arrow, injected);
        var use = Use(kind);
        _members.Check(arrow, kind, use, modifiers["with"]);
        Line line = kind switch
        {
            LineKind.Action or LineKind.HttpAction => new ActionLine(arrow.At, arrow.From, arrow.To, arrow.Name.Text, modifiers.With(use)) { Status = modifiers.Status() },
            LineKind.Injection or LineKind.WebhookInjection => Injection(arrow, modifiers, use),
            _ => Expectation(arrow, modifiers, use),
        };
        return modifiers.Common(line);
    }

    private ExpectationLine Expectation(Arrowed arrow, Modifiers modifiers, TemplateUse use) =>
        new(arrow.At, arrow.From, arrow.To, arrow.Name.Text, modifiers.With(use))
        {
            Timing = timing.Timing(modifiers),
            Never = timing.Never(modifiers),
            Optional = modifiers.Flag("optional"),
            Times = modifiers.Count("times") ?? 1,
            Status = modifiers.Status(),
            Signed = modifiers.Flag("signed"),
            Socket = modifiers.Count("socket"),
        };

    private InjectionLine Injection(Arrowed arrow, Modifiers modifiers, TemplateUse use)
    {
        var raw = modifiers["raw"];
        CheckRaw(arrow, modifiers);
        return new InjectionLine(arrow.At, arrow.To, arrow.Name.Text, modifiers.With(use))
        {
            Raw = raw is null ? null : context.Read.Text(raw, "raw"),
            Socket = modifiers.Count("socket"),
            Then = modifiers.Then(),
            Tampering = Tampering(modifiers),
            Status = modifiers.Status(),
            Fragments = modifiers.Count("fragments") ?? 1,
            PaddedTo = modifiers.Count("padded to") ?? 0,
        };
    }

    private void CheckRaw(Arrowed arrow, Modifiers modifiers)
    {
        var (name, raw) = (arrow.Name.Text, modifiers["raw"]);
        var text = (modifiers["with"] as YamlMap)?.Find("text");
        if (raw is not null && name is not ("ws.text" or "ws.binary" or "ws.ping" or "ws.pong"))
        {
            context.Bag.Add(raw.At, "'raw' belongs to ws.text, ws.binary, ws.ping and ws.pong; a message has its members under 'with'");
        }

        if (raw is null && text is null && name is ("ws.text" or "ws.binary"))
        {
            context.Bag.Add(arrow.Name.At, $"{name} wants its bytes under 'raw'" + (name == "ws.text" ? ", or its text under 'with'" : ""));
        }

        if (raw is not null && text is not null)
        {
            context.Bag.Add(raw.At, "'raw' beside 'text': one of them says what is sent");
        }
    }

    private string? Tampering(Modifiers modifiers)
    {
        if (modifiers["tampering"] is not { } node || context.Read.Text(node, "tampering") is not { } word)
        {
            return null;
        }

        var known = Vocabulary.Tamperings.Select(t => t.Name).ToList();
        if (!known.Contains(word))
        {
            context.Bag.AddUnknown(node.At, $"unknown tampering '{word}'", word, known);
        }

        return word;
    }

    private LineKind Kind(Arrowed arrow, bool injected) => arrow.Lane switch
    {
        Lane.ServerToBackend => injected ? LineKind.WebhookInjection : LineKind.Webhook,
        Lane.ServerToClient => injected ? LineKind.Injection : LineKind.Frame,
        Lane.ClientToServer => ArrowNames.IsHttp(arrow.Name.Text) ? LineKind.Http : arrow.Name.Text == "ws.open" ? LineKind.Upgrade : LineKind.Frame,
        Lane.ClientToApp => LineKind.Event,
        Lane.ServerToFarEnd => LineKind.Pstn,
        Lane.BackendToPushService => LineKind.PushService,
        Lane.BackendToServer => context.Parties.UnderTest ? LineKind.Http : LineKind.HttpAction,
        _ => LineKind.Action,
    };

    private static TemplateUse Use(LineKind kind) => kind switch
    {
        LineKind.Action or LineKind.HttpAction => TemplateUse.Give,
        LineKind.Injection or LineKind.WebhookInjection => TemplateUse.Make,
        _ => TemplateUse.Match,
    };

    private static string What(LineKind kind) => kind switch
    {
        LineKind.Action => "an action",
        LineKind.HttpAction => "a request that the stub backend makes",
        LineKind.Injection => "an injection",
        LineKind.WebhookInjection => "a webhook that is injected",
        LineKind.Event => "an event of the client",
        LineKind.Frame => "a frame",
        LineKind.Upgrade => "an upgrade",
        LineKind.Http => "a request",
        LineKind.Webhook => "a webhook",
        LineKind.Pstn => "a PSTN signal",
        _ => "a push",
    };

    [GeneratedRegex(@"^\s*(?<from>[^\s<>=-]\S*(?: \S+)*?)\s*(?<arrow>->|=>)\s*(?<to>\S+(?: \S+)*?)\s*$")]
    private static partial Regex Arrow();
}

/// <summary>The head of an arrow, with its direction.</summary>
internal sealed record Arrowed(SourcePosition At, string From, string To, YamlScalar Name, Lane Lane);
