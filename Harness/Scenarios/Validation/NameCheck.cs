namespace Harness.Scenarios.Validation;

/// <summary>
/// Checks every <c>$name</c> in the order of the file: it must be given or captured above. Alternatives of a
/// <c>one of</c> don't see each other's captures; below it only what all of them captured is known.
/// </summary>
internal sealed class NameCheck(DiagnosticBag bag, Given given, IReadOnlyList<string> columns)
{
    private static readonly string[] s_userMembers = ["token", "id", "number"];

    private HashSet<string> _captured = new(StringComparer.Ordinal);
    private HashSet<string> _all = new(StringComparer.Ordinal);

    public void Check(IReadOnlyList<Line> lines)
    {
        _all = [.. lines.SelectMany(CaptureWalk.CapturesOf).Select(c => c.Name)];
        CheckAll(lines);
    }

    private void CheckAll(IReadOnlyList<Line> lines)
    {
        foreach (var line in lines)
        {
            CheckOne(line);
        }
    }

    private void CheckOne(Line line)
    {
        if (line is BlockLine block)
        {
            Alternatives(block);
            return;
        }

        foreach (var use in CaptureWalk.UsesOf(line))
        {
            Use(use.At, use.Name);
        }

        foreach (var capture in CaptureWalk.CapturesOf(line))
        {
            Capture(line, capture);
        }
    }

    private void Alternatives(BlockLine block)
    {
        var before = _captured;
        HashSet<string>? common = null;
        foreach (var alternative in block.Alternatives)
        {
            _captured = new HashSet<string>(before, StringComparer.Ordinal);
            CheckAll(alternative);
            common ??= new HashSet<string>(_captured, StringComparer.Ordinal);
            common.IntersectWith(_captured);
        }

        _captured = common ?? before;
    }

    private void Capture(Line line, NameUse capture)
    {
        if (line is ExpectationLine { Never: not null })
        {
            bag.Add(capture.At, $"'{capture.Name}' would be captured by a line that must not happen");
        }
        else if (RoleOf(capture.Name) is { } role)
        {
            bag.Add(capture.At, $"'{capture.Name}' is {role}; capture under another name");
        }

        _captured.Add(capture.Name);
    }

    private void Use(SourcePosition at, string name)
    {
        var (head, member) = name.Split('.', 2) is [var h, var m] ? (h, m) : (name, null);
        if (_captured.Contains(head))
        {
            if (member is not null)
            {
                bag.Add(at, $"'{head}' is a captured value and has no members; capture the member itself");
            }

            return;
        }

        if (given.Users.Any(u => u.Name == head))
        {
            Member(at, head, member, s_userMembers);
        }
        else if (given.Clients.FirstOrDefault(c => c.Name == head) is { } client)
        {
            Member(at, head, member, ["call"]);
            if (member == "call" && client.Is is null or "connected")
            {
                bag.Add(at, $"'{head}' begins without a call; capture the one it gets with {{ $as: … }}");
            }
        }
        else if (given.FarEnds.Any(f => f.Name == head))
        {
            if (member is not null)
            {
                bag.Add(at, $"'${head}' is a number and has no members");
            }
        }
        else if (_all.Contains(head))
        {
            bag.Add(at, $"'${head}' is not captured yet at this place");
        }
        else
        {
            bag.AddUnknown(at, $"nothing gives or captures '${head}'", head, Known());
        }
    }

    private void Member(SourcePosition at, string head, string? member, string[] members)
    {
        var wanted = string.Join(", ", members.Select(m => $"${head}.{m}"));
        if (member is null)
        {
            bag.Add(at, $"'${head}' alone is no value; there is {wanted}");
        }
        else if (!members.Contains(member))
        {
            bag.AddUnknown(at, $"'{head}' has no '{member}'; there is {wanted}", member, members);
        }
    }

    private string? RoleOf(string name)
    {
        if (columns.Contains(name))
        {
            return "a column of examples";
        }

        if (given.Users.Any(u => u.Name == name))
        {
            return "a user";
        }

        if (given.Clients.Any(c => c.Name == name))
        {
            return "a client";
        }

        return given.FarEnds.Any(f => f.Name == name) ? "a far end" : null;
    }

    private IEnumerable<string> Known() =>
        [.. _captured, .. columns, .. given.Users.Select(u => u.Name), .. given.Clients.Select(c => c.Name), .. given.FarEnds.Select(f => f.Name)];
}
