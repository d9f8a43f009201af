using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Reports.Html;

/// <summary>
/// Makes one script of modules that import each other by name, since a page on a disk cannot load any. Each becomes a function
/// that runs once and gives its exports, after those that it imports from.
/// </summary>
/// <param name="read">The text of a file.</param>
internal sealed partial class ModuleBundle(Func<string, string> read)
{
    private readonly StringBuilder _script = new();
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    /// <summary>The script of a module with all that it needs.</summary>
    public string Of(string name)
    {
        Add(name);
        return _script.ToString();
    }

    private void Add(string name)
    {
        if (!_done.Add(name))
        {
            return;
        }

        var text = read(name + ".mjs");
        foreach (Match import in Import().Matches(text))
        {
            Add(import.Groups["from"].Value);
        }

        var exports = string.Join(", ", Export().Matches(text).Select(static export => export.Groups["name"].Value));
        var body = Export().Replace(Import().Replace(text, "const {${names}} = module_${from};"), "${what} ${name}");
        _script.Append("const module_").Append(name).Append(" = (() => {\n").Append(body).Append("return { ").Append(exports).Append(" };\n})();\n");
    }

    [GeneratedRegex(@"^import \{(?<names>[^}]+)\} from '\./(?<from>\w+)\.mjs';$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Import();

    [GeneratedRegex(@"^export (?<what>function|const) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Export();
}
