using System.Text.Json.Nodes;
using FakeDialStack.Protocol;
using NUnit.Framework;

namespace FakeDialStack.Tests.Protocol;

/// <summary>Every message and member is described once, nothing else is, and the examples are right.</summary>
public sealed class MessageTextTests
{
    private static readonly (Direction Direction, MessageShape Shape)[] s_all =
    [
        .. MessageCatalogue.ClientToServer.Select(shape => (Direction.ClientToServer, shape)),
        .. MessageCatalogue.ServerToClient.Select(shape => (Direction.ServerToClient, shape)),
    ];

    [Test]
    public void Every_message_and_every_member_has_a_sentence()
    {
        Assert.That(s_all.Where(m => !m.Shape.Meaning.EndsWith('.')).Select(m => m.Shape.Type), Is.Empty);
        Assert.That(s_all.SelectMany(m => Members(m.Shape).Where(f => !f.Meaning.EndsWith('.')).Select(f => $"{m.Shape.Source} {f.Name}")), Is.Empty);
    }

    [Test]
    public void No_text_of_a_member_is_left_over()
    {
        var used = s_all.SelectMany(m => Members(m.Shape).Select(f => FieldTexts.KeyOf(m.Shape.Source, f.Name))).ToHashSet(StringComparer.Ordinal);

        Assert.That(FieldTexts.Keys.Where(key => !used.Contains(key)), Is.Empty);
    }

    [Test]
    public void The_examples_make_valid_messages()
    {
        var wrong = s_all.Select(m =>
        {
            var example = new JsonObject { ["type"] = m.Shape.Type };
            m.Shape.Fields.ToList().ForEach(f => example[f.Name] = JsonNode.Parse(f.Example));
            return $"{m.Shape.Type}: {MessageCatalogue.Validate(m.Direction, example)}";
        });

        Assert.That(wrong.Where(w => !w.EndsWith(": ", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Answers_and_error_codes_are_those_that_there_are()
    {
        Assert.That(s_all.SelectMany(m => m.Shape.Replies).Where(type => MessageCatalogue.Find(Direction.ServerToClient, type) is null), Is.Empty);
        Assert.That(s_all.SelectMany(m => m.Shape.Errors).Except(ErrorCode.All), Is.Empty);
        Assert.That(ErrorCodeInfo.All.Select(info => info.Code), Is.EqualTo(ErrorCode.All));
    }

    private static IEnumerable<FieldShape> Members(MessageShape shape) => shape.Fields.SelectMany(f => (f.Members ?? []).Prepend(f));
}
