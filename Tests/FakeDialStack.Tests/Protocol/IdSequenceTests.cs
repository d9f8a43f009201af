using FakeDialStack.Protocol;
using NUnit.Framework;

namespace FakeDialStack.Tests.Protocol;

public sealed class IdSequenceTests
{
    [Test]
    public void Ids_have_the_shape_of_the_protocol() =>
        Assert.That(new IdSequence(1).NextCall().Value, Does.Match("^call_[0-7][0-9a-hjkmnp-tv-z]{25}$"));

    [Test]
    public void The_same_seed_gives_the_same_ids_and_another_seed_others()
    {
        var first = new IdSequence(7);
        var again = new IdSequence(7);

        Assert.That(first.NextUser(), Is.EqualTo(again.NextUser()));
        Assert.That(first.NextEvent(), Is.EqualTo(again.NextEvent()));
        Assert.That(new IdSequence(7).NextUser(), Is.Not.EqualTo(new IdSequence(8).NextUser()));
    }

    [Test]
    public void An_id_prints_as_its_text() => Assert.That($"{new CallId("call_1")}", Is.EqualTo("call_1"));
}
