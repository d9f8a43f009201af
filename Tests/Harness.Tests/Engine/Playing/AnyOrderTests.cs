using NUnit.Framework;

namespace Harness.Tests.Engine.Playing;

/// <summary>Rule 2: blocks that free a lane or tie lanes together.</summary>
public sealed class AnyOrderTests
{
    private const string Overlapping = """
          - any order:
            - { laptop -> server: ping, with: { req_id: { $one_of: [a, b] } } }
            - { laptop -> server: ping, with: { req_id: a } }
        """;

    [TestCase("a", "b")]
    [TestCase("b", "a")]
    public void Lines_of_one_lane_come_in_any_order(string first, string second)
    {
        var matched = new MadeRecord().AddAll($"laptop -> server: ping#{first}", $"laptop -> server: ping#{second}", "laptop -> server: ping#c").Match("""
              - any order:
                - { laptop -> server: ping, with: { req_id: a } }
                - { laptop -> server: ping, with: { req_id: b } }
              - { laptop -> server: ping, with: { req_id: c } }
            """);

        Assert.That(matched.Took, Is.EqualTo(first == "a" ? "0, 1, 2" : "1, 0, 2"));
    }

    [TestCase("a", "b", "1, 0")]
    [TestCase("b", "a", "0, 1")]
    [TestCase("a", "a", "0, 1")]
    public void A_line_gives_up_its_entry_to_one_that_fits_nothing_else(string first, string second, string took) =>
        Assert.That(new MadeRecord().AddAll($"laptop -> server: ping#{first}", $"laptop -> server: ping#{second}").Match(Overlapping).Took, Is.EqualTo(took));

    [Test]
    public void Entries_move_along_a_chain_of_lines()
    {
        var matched = new MadeRecord().AddAll("laptop -> server: ping#a", "laptop -> server: ping#b", "laptop -> server: ping#c").Match("""
              - any order:
                - { laptop -> server: ping, with: { req_id: { $one_of: [a, b] } } }
                - { laptop -> server: ping, with: { req_id: { $one_of: [b, c] } } }
                - { laptop -> server: ping, with: { req_id: a } }
            """);

        Assert.That(matched.Took, Is.EqualTo("1, 2, 0"));
    }

    [Test]
    public void A_block_that_is_complete_stays_as_it_is_however_long_the_record_grows()
    {
        var record = new MadeRecord().AddAll("laptop -> server: ping#a", "laptop -> server: ping#b");
        var before = record.Match(Overlapping).Took;

        record.AddAll("laptop -> server: ping#a", "laptop -> server: ping#b", "laptop -> server: ping#a");

        Assert.That(record.Match(Overlapping).Took, Is.EqualTo(before));
    }

    [Test]
    public void One_entry_is_not_enough_for_two_lines() =>
        Assert.That(new MadeRecord().Add("laptop -> server: ping#a").Match(Overlapping).IsComplete, Is.False);

    [Test]
    public void A_line_with_times_takes_its_number()
    {
        var matched = new MadeRecord().AddAll("laptop -> server: ping#b", "laptop -> server: ping#a", "laptop -> server: ping#b").Match("""
              - any order:
                - { laptop -> server: ping, with: { req_id: a } }
                - { laptop -> server: ping, times: 2 }
            """);

        Assert.That(matched.Took, Is.EqualTo("1, 0+2"));
    }

    [Test]
    public void A_line_may_need_what_another_captures_from_a_later_entry()
    {
        var matched = new MadeRecord().AddAll("laptop -> server: ping#7", "server -> laptop: pong#7").Match("""
              - any order:
                - { server -> laptop: pong, with: { req_id: { $as: asked } } }
                - { laptop -> server: ping, with: { req_id: $asked } }
            """);

        Assert.That(matched.Took, Is.EqualTo("1, 0"));
    }

    [Test]
    public void What_comes_below_the_block_on_the_lane_comes_after_all_of_it()
    {
        var matched = new MadeRecord().AddAll("laptop -> server: ping#a", "laptop -> server: ping#c", "laptop -> server: ping#b").Match("""
              - any order:
                - { laptop -> server: ping, with: { req_id: b } }
                - { laptop -> server: ping, with: { req_id: a } }
              - { laptop -> server: ping, with: { req_id: c } }
            """);

        Assert.That(matched.Took, Is.EqualTo("2, 0, waits"));
    }

    [Test]
    public void An_optional_line_takes_only_what_the_others_leave()
    {
        const string lines = """
              - any order:
                - { laptop -> server: ping, optional: true }
                - { laptop -> server: ping, with: { req_id: a } }
            """;

        Assert.That(new MadeRecord().AddAll("laptop -> server: ping#a").Match(lines).Took, Is.EqualTo("left out, 0"));
        Assert.That(new MadeRecord().AddAll("laptop -> server: ping#b", "laptop -> server: ping#a").Match(lines).Took, Is.EqualTo("0, 1"));
    }

    [Test]
    public void A_block_is_satisfied_by_the_last_of_its_lines()
    {
        var matched = new MadeRecord().At(3).Add("laptop -> server: ping#b").At(8).Add("laptop -> server: ping#a").Match("""
              - any order:
                - { laptop -> server: ping, with: { req_id: a } }
                - { laptop -> server: ping, with: { req_id: b } }
              - { laptop -> app: ended, within: 5s }
            """);

        Assert.That(matched.Of(3).Anchor, Is.EqualTo(TimeSpan.FromSeconds(8)));
    }

    [Test]
    public void In_order_ties_lanes_together()
    {
        const string lines = """
              - in order:
                - laptop -> server: ping
                - phone -> server: ping
                - laptop -> app: ended
            """;

        Assert.That(new MadeRecord().AddAll("laptop -> server: ping", "phone -> server: ping", "laptop -> app: ended").Match(lines).Took, Is.EqualTo("0, 1, 2"));
        Assert.That(new MadeRecord().AddAll("phone -> server: ping", "laptop -> server: ping", "laptop -> app: ended").Match(lines).Took, Is.EqualTo("1, waits, waits"));
        Assert.That(new MadeRecord().AddAll("laptop -> app: ended", "laptop -> server: ping", "phone -> server: ping", "laptop -> app: ended").Match(lines).Took, Is.EqualTo("1, 2, 3"));
    }

    [Test]
    public void Below_an_ordered_block_lanes_are_free_again() =>
        Assert.That(new MadeRecord().AddAll("phone -> app: ended", "laptop -> server: ping", "phone -> server: ping").Match("""
              - in order:
                - laptop -> server: ping
                - phone -> server: ping
              - phone -> app: ended
            """).Took, Is.EqualTo("1, 2, 0"));

    [Test]
    public void A_free_block_inside_an_ordered_one_keeps_its_place()
    {
        const string lines = """
              - in order:
                - laptop -> server: ping
                - any order:
                  - phone -> server: ping
                  - phone -> app: ended
                - laptop -> app: ended
            """;

        Assert.That(
            new MadeRecord().AddAll("laptop -> server: ping", "phone -> app: ended", "phone -> server: ping", "laptop -> app: ended").Match(lines).Took,
            Is.EqualTo("0, 2, 1, 3"));
        Assert.That(
            new MadeRecord().AddAll("phone -> app: ended", "laptop -> server: ping", "phone -> server: ping", "laptop -> app: ended").Match(lines).IsComplete,
            Is.False);
    }

    [Test]
    public void An_ordered_block_inside_a_free_one_keeps_its_order()
    {
        const string lines = """
              - any order:
                - { laptop -> server: ping, with: { req_id: z } }
                - in order:
                  - { laptop -> server: ping, with: { req_id: a } }
                  - { laptop -> server: ping, with: { req_id: b } }
              - { laptop -> server: ping, with: { req_id: c } }
            """;

        Assert.That(
            new MadeRecord().AddAll("laptop -> server: ping#a", "laptop -> server: ping#b", "laptop -> server: ping#z", "laptop -> server: ping#c").Match(lines).Took,
            Is.EqualTo("2, 0, 1, 3"));
        Assert.That(
            new MadeRecord().AddAll("laptop -> server: ping#b", "laptop -> server: ping#z", "laptop -> server: ping#a", "laptop -> server: ping#c").Match(lines).IsComplete,
            Is.False);
    }

    [Test]
    public void The_time_of_a_block_holds_for_the_lines_in_it()
    {
        var matched = new MadeRecord().Match("""
              - any order:
                - laptop -> server: ping
                - { laptop -> app: ended, within: 5s }
                within: 60s
            """);

        Assert.That(
            new[] { 0, 1, 2 }.Select(i => matched.Of(i).Deadline(TimeSpan.FromSeconds(30))),
            Is.EqualTo(new TimeSpan?[] { TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(5) }));
    }
}
