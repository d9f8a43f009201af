using System.Security.Cryptography;
using System.Text;

namespace Harness.Reports.Html;

/// <summary>The page's script and style, and the policy that lets these two run and nothing else.</summary>
internal static class HtmlAssets
{
    /// <summary>What the page runs.</summary>
    public static string Script { get; } = new ModuleBundle(Read).Of("report");

    /// <summary>How it looks.</summary>
    public static string Style { get; } = Read("ladder.css") + Read("report.css");

    /// <summary>Its Content-Security-Policy: nothing is loaded, sent or framed.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src {Hash(Script)}; style-src {Hash(Style)}; img-src data:; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Read(string name)
    {
        using var stream = typeof(HtmlAssets).Assembly.GetManifestResourceStream("html/" + name) ?? throw new InvalidOperationException($"The asset '{name}' is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // A browser hashes what it has parsed, and that has no carriage returns.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
