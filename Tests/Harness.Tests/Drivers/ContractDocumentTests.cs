using System.Text;
using Harness.Drivers.Contract;
using Harness.Scenarios;
using Harness.Tests.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Drivers;

/// <summary>The contract as others read it: its words are those of the parser, its schema is the generated one.</summary>
public sealed class ContractDocumentTests
{
    private const string Begin = "<!-- BEGIN words: written from the table that the parser uses; a test keeps it so -->\n";
    private const string End = "<!-- END words -->";

    private static readonly string s_document = Repository.In("docs", "driver-contract.md");
    private static readonly string s_schema = Repository.In("docs", DriverSchema.FileName);
    private static readonly bool s_accepts = Environment.GetEnvironmentVariable("CONFORMANCE_ACCEPT") == "schema";

    [Test]
    public void Its_words_are_those_of_the_parser()
    {
        var text = File.ReadAllText(s_document);
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = text.IndexOf(End, StringComparison.Ordinal);
        if (s_accepts)
        {
            File.WriteAllText(s_document, text[..from] + Words() + text[to..]);
            text = File.ReadAllText(s_document);
            to = text.IndexOf(End, StringComparison.Ordinal);
        }

        Assert.That(text[from..to], Is.EqualTo(Words()), "run this test with CONFORMANCE_ACCEPT=schema to write it");
    }

    [Test]
    public void The_committed_schema_is_the_generated_one()
    {
        if (s_accepts)
        {
            File.WriteAllText(s_schema, DriverSchema.Generate());
        }

        Assert.That(File.ReadAllText(s_schema), Is.EqualTo(DriverSchema.Generate()), "run this test with CONFORMANCE_ACCEPT=schema to write it");
    }

    private static string Words()
    {
        var text = new StringBuilder();
        Table(text, "action", Vocabulary.Actions);
        Table(text, "event", Vocabulary.Events);
        return text.ToString();
    }

    private static void Table(StringBuilder text, string kind, IReadOnlyList<Word> words)
    {
        text.Append($"\n| {kind} | meaning | `args` |\n|---|---|---|\n");
        foreach (var word in words)
        {
            text.Append($"| `{word.Name}` | {word.Doc} | {string.Join(", ", word.Arguments.Select(ArgumentText))} |\n");
        }

        text.Append(kind == "action" ? "" : "\n");
    }

    private static string ArgumentText(Argument argument) =>
        $"`{argument.Name}`{(argument.Required ? " (required)" : "")}{(argument.Values is { } values ? $": {string.Join(", ", values)}" : "")}";
}
