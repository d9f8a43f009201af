using NUnit.Framework;

namespace Harness.Tests.Engine.Playing;

/// <summary>Rule 3: an optional line gives way, and takes nothing back.</summary>
public sealed class OptionalTests
{
    private const string OptionalThenNeeded = """
          - { laptop -> server: ping, optional: true }
          - { laptop -> server: ping, with: { req_id: a } }
        """;

    [Test]
    public void It_takes_what_is_there() =>
        Assert.That(new MadeRecord().AddAll("laptop -> server: ping#b", "laptop -> server: ping#a").Match(OptionalThenNeeded).Took, Is.EqualTo("0, 1"));

    [Test]
    public void It_may_be_missing() =>
        Assert.That(new MadeRecord().Match("  - { laptop -> server: ping, optional: true }").Took, Is.EqualTo("left out"));

    [Test]
    public void It_gives_way_to_a_later_line() =>
        Assert.That(new MadeRecord().AddAll("laptop -> server: ping#a").Match(OptionalThenNeeded).Took, Is.EqualTo("left out, 0"));

    [Test]
    public void It_gets_what_is_left_in_the_end() =>
        Assert.That(new MadeRecord().AddAll("laptop -> server: ping#a", "laptop -> server: ping#b").Match(OptionalThenNeeded).Took, Is.EqualTo("1, 0"));

    [Test]
    public void What_comes_late_takes_no_match_back_while_another_lane_waits()
    {
        const string lines = OptionalThenNeeded + "\n  - laptop -> app: ended";
        var record = new MadeRecord().AddAll("laptop -> server: ping#a");
        Assert.That(record.Match(lines).Took, Is.EqualTo("left out, 0, waits"));

        record.Add("laptop -> server: ping#b");
        Assert.That(record.Match(lines).Took, Is.EqualTo("left out, 0, waits"));

        record.Add("laptop -> app: ended");
        Assert.That(record.Match(lines).Took, Is.EqualTo("1, 0, 2"));
    }

    [TestCase(0, "left out")]
    [TestCase(2, "0+1")]
    [TestCase(3, "0+1+2")]
    [TestCase(4, "0+1+2")]
    public void With_times_it_takes_up_to_so_many(int sent, string took) =>
        Assert.That(
            new MadeRecord().AddAll([.. Enumerable.Repeat("laptop -> server: ping", sent)]).Match("  - { laptop -> server: ping, optional: true, times: 3 }").Took,
            Is.EqualTo(took));

    [Test]
    public void With_times_it_stops_before_what_a_later_line_needs() =>
        Assert.That(
            new MadeRecord().AddAll("laptop -> server: ping#b", "laptop -> server: ping#a").Match("""
                  - { laptop -> server: ping, optional: true, times: 3 }
                  - { laptop -> server: ping, with: { req_id: a } }
                """).Took,
            Is.EqualTo("0, 1"));

    [Test]
    public void It_gives_way_to_what_only_an_alternative_needs() =>
        Assert.That(new MadeRecord().AddAll("laptop -> server: ping#a").Match("""
              - { laptop -> server: ping, optional: true }
              - one of:
                - { laptop -> server: ping, with: { req_id: a } }
                - laptop -> app: ended
            """).Took, Is.EqualTo("left out, 0, not taken"));

    [Test]
    public void Inside_a_block_it_gives_way_to_what_comes_below_the_block() =>
        Assert.That(new MadeRecord().AddAll("laptop -> app: ended", "laptop -> server: ping#a").Match("""
              - any order:
                - laptop -> app: ended
                - { laptop -> server: ping, optional: true }
              - { laptop -> server: ping, with: { req_id: a } }
            """).Took, Is.EqualTo("0, left out, 1"));

    [Test]
    public void Lines_below_an_optional_one_that_is_missing_are_timed_from_the_line_above_it()
    {
        var matched = new MadeRecord().At(4).Add("laptop -> server: ping").Match("""
              - laptop -> server: ping
              - { laptop -> app: ended, optional: true }
              - { laptop -> app: answered, within: 5s }
            """);

        Assert.That(matched.Of(2).Anchor, Is.EqualTo(TimeSpan.FromSeconds(4)));
    }
}
