using System.Text.RegularExpressions;
using Harness.Scenarios;
using Harness.Scenarios.Reading;
using NUnit.Framework;

namespace Harness.Tests.Scenarios;

/// <summary>The guide of the language: its examples are scenarios without mistakes, and no word is missing.</summary>
public sealed class GuideTests
{
    private static readonly string s_guide = File.ReadAllText(Repository.In("docs", "scenario-language.md"));

    private static IEnumerable<string> Blocks() => GuideExample.AllOf(s_guide).Select(static e => e.Text);

    [TestCaseSource(nameof(Blocks))]
    public void Its_examples_are_scenarios(string text) => Assert.That(ScenarioText.MistakesOf(text), Is.Empty);

    [Test]
    public void Its_examples_are_valid_by_the_schema()
    {
        var errors = SchemaCheck.RunTexts(Repository.In("Scenarios", ScenarioSchema.FileName), [.. Blocks()]);

        Assert.That(errors.SelectMany(e => e.Value), Is.Empty);
    }

    [Test]
    public void Every_word_is_in_it() => Assert.That(Words().Distinct().Where(w => !Mentions(w)), Is.Empty);

    private static IEnumerable<string> Words() =>
    [
        .. ScenarioReader.Keys,
        .. GivenReader.Keys,
        .. GivenReader.UserKeys,
        .. GivenReader.ClientKeys,
        .. BackendReader.Keys,
        .. GivenReader.Clocks,
        .. LineGrammar.Modifiers.Select(m => m.Name),
        .. LineGrammar.PlainHeads,
        .. LineGrammar.BlockHeads,
        .. Vocabulary.Actions.SelectMany(a => a.Arguments.Select(x => x.Name).Append(a.Name)),
        .. Vocabulary.Events.SelectMany(e => e.Arguments.Select(x => x.Name).Append(e.Name)),
        .. Vocabulary.ExtraCapabilities.Select(c => c.Name),
        .. Vocabulary.PstnSignals.Select(s => s.Name),
        .. Vocabulary.SocketNames.Select(s => s.Name),
        .. Vocabulary.PushServices,
        .. Vocabulary.FaultVerbs.Select(v => v.Name),
        .. Vocabulary.RuleVerbs.Select(v => v.Name),
        .. Vocabulary.BackendTargets.Select(t => t.Name),
        .. Vocabulary.SettingTargets.Select(t => t.Name),
        .. Vocabulary.UserMembers,
        .. Vocabulary.Beginnings.Select(b => b.Name),
        .. Vocabulary.Tamperings.Select(t => t.Name),
        .. TemplateReader.Kinds.Select(k => "$" + k),
        .. OperatorReader.Names,
        .. OperatorReader.SdpKeys,
        .. OperatorReader.Directions,
    ];

    // In code style, alone or at the head of an example.
    private static bool Mentions(string word) =>
        Regex.IsMatch(s_guide, $@"`([^`\n]*[ {{])?{Regex.Escape(word)}(:[^`\n]*|[ }}][^`\n]*)?`", RegexOptions.CultureInvariant);
}
