using NUnit.Framework;

namespace Harness.Tests.Engine.Playing;

/// <summary>Rules 2, 3 and 6: lanes, order on a lane, sockets, times.</summary>
public sealed class LaneTests
{
    private const string TwoPings = """
          - { laptop -> server: ping, with: { req_id: a } }
          - { laptop -> server: ping, with: { req_id: b } }
        """;

    [Test]
    public void Lines_of_one_lane_match_in_the_order_of_the_file() =>
        Assert.That(new MadeRecord().AddAll("laptop -> server: ping#a", "laptop -> server: ping#b").Match(TwoPings).Took, Is.EqualTo("0, 1"));

    [Test]
    public void What_came_before_the_line_above_it_on_the_lane_is_too_early() =>
        Assert.That(new MadeRecord().AddAll("laptop -> server: ping#b", "laptop -> server: ping#a").Match(TwoPings).Took, Is.EqualTo("1, waits"));

    [Test]
    public void A_line_takes_the_first_entry_that_fits_and_passes_over_the_others() =>
        Assert.That(
            new MadeRecord().AddAll("laptop -> server: ping#x", "laptop -> server: ping#a", "laptop -> server: ping#a", "laptop -> server: ping#b").Match(TwoPings).Took,
            Is.EqualTo("1, 3"));

    [Test]
    public void A_line_behind_a_missing_one_on_its_lane_waits_with_it() =>
        Assert.That(new MadeRecord().AddAll("laptop -> server: ping#b").Match(TwoPings).Took, Is.EqualTo("waits, waits"));

    [Test]
    public void Lanes_do_not_wait_for_each_other()
    {
        var record = new MadeRecord().AddAll("phone -> server: ping", "laptop -> app: ended", "server -> laptop: pong", "laptop -> server: ping");

        Assert.That(record.Match("""
              - laptop -> server: ping
              - server -> laptop: pong
              - laptop -> app: ended
              - phone -> server: ping
            """).Took, Is.EqualTo("3, 2, 1, 0"));
    }

    [Test]
    public void What_came_before_the_action_does_not_count() =>
        Assert.That(
            new MadeRecord().AddAll("laptop -> server: ping#old", "laptop -> server: ping#new").Match("  - laptop -> server: ping", start: 1).Took,
            Is.EqualTo("1"));

    [Test]
    public void What_was_injected_was_not_sent_by_the_server() =>
        Assert.That(
            new MadeRecord().AddAll("server => laptop: call.ended", "server -> laptop: call.ended").Match("  - server -> laptop: call.ended").Took,
            Is.EqualTo("1"));

    [Test]
    public void Times_takes_so_many_and_is_satisfied_by_the_last()
    {
        var record = new MadeRecord().At(1).Add("laptop -> server: ping").At(4).Add("laptop -> server: ping");
        const string lines = """
              - { laptop -> server: ping, times: 3 }
            """;

        Assert.That(record.Match(lines).Took, Is.EqualTo("waits"));
        var all = record.At(9).Add("laptop -> server: ping").Add("laptop -> server: ping").Match(lines);
        Assert.That(all.Took, Is.EqualTo("0+1+2"));
        Assert.That(all.Of(0).Satisfied!.Value.At, Is.EqualTo(TimeSpan.FromSeconds(9)));
    }

    [Test]
    public void Captures_are_known_to_the_lines_below_on_any_lane()
    {
        var record = new MadeRecord()
            .Add("server -> laptop: pong#7")
            .Add("laptop -> server: ping#6")
            .Add("laptop -> server: ping#7");

        Assert.That(record.Match("""
              - { server -> laptop: pong, with: { req_id: { $as: asked } } }
              - { laptop -> server: ping, with: { req_id: $asked } }
            """).Took, Is.EqualTo("0, 2"));
    }

    [Test]
    public void A_line_that_needs_a_capture_says_which_one_is_missing()
    {
        var matched = new MadeRecord().Add("laptop -> server: ping#7").Match("""
              - { server -> laptop: pong, with: { req_id: { $as: asked } } }
              - { laptop -> server: ping, with: { req_id: $asked } }
            """);

        Assert.That((matched.Took, matched.Of(1).Unknown), Is.EqualTo(("waits, waits", "asked")));
    }

    [Test]
    public void A_line_means_the_newest_socket_at_the_time()
    {
        var record = new MadeRecord()
            .Add("laptop -> server: ws.open", socket: 1, status: 101)
            .Add("laptop -> server: ping", socket: 1)
            .Add("laptop -> server: ws.open", socket: 2, status: 101)
            .Add("laptop -> server: ping", socket: 1)
            .Add("laptop -> server: ping", socket: 2);

        Assert.That(record.Match("  - { laptop -> server: ping, times: 2 }").Took, Is.EqualTo("1+4"));
        Assert.That(record.Match("  - { laptop -> server: ping, socket: 1, times: 2 }").Took, Is.EqualTo("1+3"));
        Assert.That(record.Match("  - { laptop -> server: ping, socket: 2 }").Took, Is.EqualTo("4"));
        Assert.That(record.Match("  - { laptop -> server: ws.open, socket: 2 }").Took, Is.EqualTo("2"));
    }

    [Test]
    public void A_refused_upgrade_makes_no_newer_socket()
    {
        var record = new MadeRecord()
            .Add("laptop -> server: ws.open", socket: 1, status: 101)
            .Add("laptop -> server: ws.open", socket: 2, status: 503)
            .Add("laptop -> server: ping", socket: 1);

        Assert.That(record.Match("  - laptop -> server: ping").Took, Is.EqualTo("2"));
    }

    [Test]
    public void Each_client_has_sockets_of_its_own()
    {
        var record = new MadeRecord()
            .Add("laptop -> server: ws.open", socket: 1, status: 101)
            .Add("phone -> server: ws.open", socket: 2, status: 101)
            .Add("server -> laptop: pong", socket: 1);

        Assert.That(record.Match("  - server -> laptop: pong").Took, Is.EqualTo("2"));
    }

    [TestCase("401", 401, true)]
    [TestCase("401", 403, false)]
    [TestCase("4xx", 403, true)]
    [TestCase("4xx", 503, false)]
    [TestCase("4xx", null, false)]
    public void A_status_may_be_a_class(string wanted, int? status, bool fits)
    {
        var record = new MadeRecord().Add("laptop -> server: ws.open", socket: 1, status: status);

        Assert.That(record.Match($"  - {{ laptop -> server: ws.open, status: {wanted} }}").IsComplete, Is.EqualTo(fits));
    }

    [Test]
    public void Times_are_counted_from_the_line_above_or_from_a_label()
    {
        var record = new MadeRecord().At(2).Add("laptop -> server: ping#a").At(5).Add("laptop -> app: ended").At(9).Add("laptop -> server: ping#b");
        record.Labels["laptop connected"] = new(0, TimeSpan.FromSeconds(1));

        var matched = record.Match("""
              - { laptop -> server: ping, as: asked }
              - { laptop -> app: ended, within: 1m }
              - { laptop -> server: ping, within: 1m, since: asked }
              - { laptop -> app: answered, within: 1m, since: laptop connected }
            """);

        Assert.That(
            new[] { 0, 1, 2, 3 }.Select(i => matched.Of(i).Anchor!.Value.TotalSeconds),
            Is.EqualTo(new[] { 0d, 2, 2, 1 }));
    }

    [Test]
    public void A_line_below_one_that_waits_has_no_deadline_yet()
    {
        var matched = new MadeRecord().Match("""
              - laptop -> server: ping
              - { laptop -> app: ended, within: 1s }
            """);

        Assert.That(matched.Of(1).Deadline(TimeSpan.FromSeconds(30)), Is.Null);
        Assert.That(matched.Of(0).Deadline(TimeSpan.FromSeconds(30)), Is.EqualTo(TimeSpan.FromSeconds(30)));
    }
}
