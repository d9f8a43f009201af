using System.Text.Json;
using Harness.Documentation;
using Harness.Tests.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Documentation;

/// <summary>What is written for Mermaid is what Mermaid's own parser takes.</summary>
public sealed class MermaidTests
{
    private static readonly NodeTools s_tools = new(Repository.In("Tests", "Harness.Tests", "tools", "documents"));

    [Test]
    public void Every_diagram_of_the_pages_is_valid()
    {
        var files = Directory.EnumerateFiles(Repository.In("docs", "protocol"), "*.md", SearchOption.AllDirectories).ToList();

        var results = Parse(files);

        Assert.That(results.Sum(r => r.Diagrams), Is.GreaterThan(80));
        Assert.That(results.Where(r => r.Errors.Length > 0).Select(r => $"{r.File}: {string.Join("; ", r.Errors)}"), Is.Empty);
    }

    [Test]
    public void Words_and_signs_of_its_own_do_not_break_a_diagram()
    {
        var odd = new Diagram(
            "Odd",
            ["app", "end", "a-b", "loop"],
            [
                new NoteStep(NoteKind.Fault, "app", "loop", "end; %%{ not a comment }%% # \"quoted\"\nsecond line"),
                new NoteStep(NoteKind.Rule, "end", "end", "participant x as y"),
                new NoteStep(NoteKind.Time, "app", "loop", "$$x$$ <b>bold</b> & `code` \\ \t end"),
                new ArrowStep(TimeSpan.Zero, "app", "end", "end", "text=\"a; b # c: d\"", "✓ CALL-01"),
                new ArrowStep(TimeSpan.Zero, "a-b", "loop", "call.create", "", "") { Injected = true },
                new ArrowStep(TimeSpan.Zero, "loop", "app", "-->>", "alt: else", "") { Lost = true },
            ]);

        var results = Parse([Write(MermaidText.Of(odd)), Write("sequenceDiagram\n  app->>server: a; b\n")]);

        Assert.That(results[0].Errors, Is.Empty);
        Assert.That(results[1].Errors, Is.Not.Empty, "the parser does refuse what is wrong");
    }

    private static string Write(string diagram)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"mermaid-{diagram.Length}.md");
        File.WriteAllText(file, $"```mermaid\n{diagram}```\n");
        return file;
    }

    private static List<Parsed> Parse(IReadOnlyList<string> files)
    {
        var list = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(list, files);
            return [.. s_tools.Run("mermaid.mjs", list).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Parsed>(line, JsonSerializerOptions.Web)!)];
        }
        finally
        {
            File.Delete(list);
        }
    }

    private sealed record Parsed(string File, int Diagrams, string[] Errors);
}
