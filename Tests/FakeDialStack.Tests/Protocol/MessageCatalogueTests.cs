using System.Text.Json.Nodes;
using FakeDialStack.Protocol;
using NUnit.Framework;

namespace FakeDialStack.Tests.Protocol;

public sealed class MessageCatalogueTests
{
    [Test]
    public void A_shape_lists_the_members_in_wire_order_with_their_kinds()
    {
        var shape = MessageCatalogue.Find(Direction.ClientToServer, "call.transfer.attended")!;

        Assert.That(shape.Source, Is.EqualTo("D.1.13"));
        Assert.That(shape.Fields.Select(f => f.Name), Is.EqualTo((string[])["req_id", "call_id", "step", "destination", "sdp"]));
        Assert.That(WithoutText(shape.Field("step")!), Is.EqualTo(new FieldShape("step", FieldKind.String, true, false, shape.Field("step")!.Values)));
        Assert.That(shape.Field("step")!.Values, Is.EqualTo((string[])["consult", "complete"]));
        Assert.That(WithoutText(shape.Field("sdp")!), Is.EqualTo(new FieldShape("sdp", FieldKind.Sdp, false, true, null)));
    }

    [TestCase("error", "req_id", FieldKind.String, false, true)]
    [TestCase("error", "fatal", FieldKind.Bool, false, false)]
    [TestCase("error", "context", FieldKind.Object, false, true)]
    [TestCase("call.incoming", "from_name", FieldKind.String, true, true)]
    [TestCase("call.ended", "duration_seconds", FieldKind.Number, true, true)]
    [TestCase("call.restored", "answered_at", FieldKind.String, true, true)]
    [TestCase("sdp.pranswer", "sdp", FieldKind.Sdp, true, false)]
    [TestCase("presence.list", "users", FieldKind.ObjectList, true, false)]
    public void A_server_field_is_required_and_nullable_as_the_catalogue_says(
        string type, string field, FieldKind kind, bool required, bool nullable)
    {
        var shape = MessageCatalogue.Find(Direction.ServerToClient, type)!.Field(field)!;

        Assert.That((shape.Kind, shape.Required, shape.Nullable), Is.EqualTo((kind, required, nullable)));
    }

    [Test]
    public void The_entries_of_a_presence_list_have_the_members_of_an_update()
    {
        var entry = MessageCatalogue.Find(Direction.ServerToClient, "presence.list")!.Field("users")!.Members!;
        var update = MessageCatalogue.Find(Direction.ServerToClient, "presence.update")!.Fields;

        Assert.That(entry, Is.EqualTo(update));
    }

    [Test]
    public void Ice_and_sdp_messages_have_no_correlation()
    {
        var without = MessageCatalogue.ClientToServer.Where(m => m.Field("req_id") is null).Select(m => m.Type);

        Assert.That(without, Is.EqualTo((string[])["sdp.offer", "sdp.answer", "ice.candidate", "ice.done"]));
    }

    [Test]
    public void Every_message_names_its_own_section()
    {
        var client = MessageCatalogue.ClientToServer.Select(m => m.Source);
        var server = MessageCatalogue.ServerToClient.Select(m => m.Source);

        Assert.That(client, Is.EqualTo(Enumerable.Range(1, 18).Select(n => $"D.1.{n}")));
        Assert.That(server, Is.EqualTo(Enumerable.Range(1, 20).Select(n => $"D.2.{n}")));
    }

    [TestCase(Direction.ClientToServer)]
    [TestCase(Direction.ServerToClient)]
    public void Every_example_is_valid(Direction direction) => Assert.That(
        Examples.Of(direction).Select(e => MessageCatalogue.Validate(direction, (JsonObject)JsonNode.Parse(e)!)), Is.All.Null);

    [Test]
    public void A_message_that_does_not_fit_is_explained()
    {
        var wrong = MessageCatalogue.Validate(Direction.ServerToClient, new JsonObject { ["type"] = "call.held", ["call_id"] = "call_1" });

        Assert.That(wrong, Is.EqualTo("call.held: 'held_by' is missing"));
    }

    private static FieldShape WithoutText(FieldShape field) => field with { Meaning = "", Example = "null" };
}
