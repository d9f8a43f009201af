using System.Text.Json.Nodes;
using FakeDialStack.Protocol;
using NUnit.Framework;

namespace FakeDialStack.Tests.Protocol;

public sealed class RoundTripTests
{
    [TestCaseSource(typeof(Examples), nameof(Examples.FromClient))]
    public void Every_client_message_survives_reading_and_writing(string example)
    {
        var reading = WireCodec.Read(example);

        Assert.That(reading.Violation, Is.Null);
        Assert.That(Same(WireCodec.Write(reading.Message!), example));
    }

    [TestCaseSource(typeof(Examples), nameof(Examples.FromServer))]
    public void Every_server_message_survives_reading_and_writing(string example)
    {
        var reading = WireCodec.ReadServer(example);

        Assert.That(reading.Violation, Is.Null);
        Assert.That(Same(WireCodec.Write(reading.Message!), example));
    }

    [TestCase(Direction.ClientToServer)]
    [TestCase(Direction.ServerToClient)]
    public void Every_message_of_the_catalogue_has_an_example(Direction direction)
    {
        var shapes = direction == Direction.ClientToServer ? MessageCatalogue.ClientToServer : MessageCatalogue.ServerToClient;
        var shown = Examples.Of(direction).Select(e => (string)JsonNode.Parse(e)!["type"]!).Distinct();

        Assert.That(shapes.Select(s => s.Type), Is.EqualTo(shown));
    }

    [Test]
    public void The_discriminator_and_the_correlation_come_first_as_people_read_them()
    {
        var text = WireCodec.Write(new CallCreate("+14155550123", "v=0\r\n") { ReqId = "req_1" });

        Assert.That(text, Is.EqualTo("""{"type":"call.create","req_id":"req_1","destination":"+14155550123","sdp":"v=0\r\n"}"""));
    }

    [Test]
    public void What_is_optional_and_unset_stays_off_the_wire_and_what_may_be_null_is_written_as_null()
    {
        var call = new CallId("call_1");

        Assert.That(WireCodec.Write(new Pong()), Is.EqualTo("""{"type":"pong"}"""));
        Assert.That(
            WireCodec.Write(new CallEnded(call, EndReason.NoAnswer, null)),
            Is.EqualTo("""{"type":"call.ended","call_id":"call_1","reason":"no-answer","duration_seconds":null}"""));
    }

    [Test]
    public void A_message_knows_its_type_and_its_correlation()
    {
        var reading = WireCodec.Read(Examples.FromClient[0]);

        Assert.That(reading.Message!.Type, Is.EqualTo("authenticate"));
        Assert.That(reading.Message.Correlation, Is.EqualTo("req_a1"));
        Assert.That(new IceDoneFromClient(new CallId("call_1")).Correlation, Is.Null);
    }

    private static bool Same(string left, string right) => JsonNode.DeepEquals(JsonNode.Parse(left), JsonNode.Parse(right));
}
