using Fixtures.MadeData;
using NUnit.Framework;

namespace Harness.Tests.MadeData;

/// <summary>Made data is always the same, and never anybody's.</summary>
public sealed class MadePeopleTests
{
    [Test]
    public void The_same_seed_makes_the_same_people()
    {
        var (once, again) = (new MadePeople(5).Take(20), new MadePeople(5).Take(20));

        Assert.That(again, Is.EqualTo(once));
    }

    [Test]
    public void Numbers_are_reserved_and_different()
    {
        var people = new MadePeople(9).Take(100);

        Assert.That(people.Select(static p => p.Number), Is.Unique);
        Assert.That(people.Select(static p => p.Number), Is.All.Match(@"^\+141555501\d\d$"));
        Assert.That(people.Select(static p => p.Email), Is.All.Match(@"@example\.(com|test)$"));
        Assert.That(people.Select(static p => p.Email), Is.Unique);
    }

    [Test]
    public void Ids_look_like_ids() => Assert.That(new MadePeople(1).NextId("call"), Does.Match("^call_[0-9a-z]{26}$"));
}
