using Harness.Engine;
using NUnit.Framework;

namespace Harness.Tests.Engine.Playing;

/// <summary>Rule 9: what goes at once is delivered in every order.</summary>
public sealed class RaceTests
{
    private const string TwoLanes = """
        format: 1
        title: Two clients at once
        given:
          users: { alice: }
          clients: { laptop: { user: alice, is: connected }, phone: { user: alice, is: connected } }
        lines:
          - race:
            - app -> laptop: mute
            - app -> phone: mute
          - { laptop -> server: ping, optional: true, times: 9 }
          - { phone -> server: ping, optional: true, times: 9 }

        """;

    [Test]
    public async Task One_frame_on_each_of_two_lanes_comes_in_two_orders()
    {
        var runs = await Stage.PlayAllAsync(TwoLanes, Sending(1));

        Assert.That(runs.Select(static r => r.Id), Is.EqualTo(new[] { "area/it[laptop phone]", "area/it[phone laptop]" }));
        Assert.That(runs.Select(Pings), Is.EqualTo(new[] { "laptop phone", "phone laptop" }));
        Assert.That(runs.Select(static r => r.Verdict), Is.All.EqualTo(Verdict.Pass));
        Assert.That(runs.Select(static r => r.OrdersLeftOut), Is.All.False);
    }

    [Test]
    public async Task Two_frames_on_each_come_in_all_six_and_each_lane_keeps_its_own_order()
    {
        var runs = await Stage.PlayAllAsync(TwoLanes, Sending(2));

        Assert.That(runs.Select(Pings), Is.EquivalentTo(new[]
        {
            "laptop laptop phone phone",
            "laptop phone laptop phone",
            "laptop phone phone laptop",
            "phone laptop laptop phone",
            "phone laptop phone laptop",
            "phone phone laptop laptop",
        }));
        foreach (var lane in new[] { "laptop", "phone" })
        {
            Assert.That(
                runs.Select(r => string.Concat(r.Transcript.Where(e => e.Name == "ping" && e.From == lane).Select(static e => (string?)e.Fields["req_id"]))),
                Is.All.EqualTo("01"));
        }
    }

    [Test]
    public async Task Too_many_orders_are_cut_off_and_every_run_says_so()
    {
        var runs = await Stage.PlayAllAsync(TwoLanes, Sending(4));

        Assert.That(runs, Has.Count.EqualTo(SuiteRunner.MostOrders));
        Assert.That(runs.Select(static r => r.OrdersLeftOut), Is.All.True);
        Assert.That(runs.Select(Pings), Is.Unique);
    }

    [Test]
    public async Task A_race_of_one_lane_has_one_order_and_no_name_for_it()
    {
        var runs = await Stage.PlayAllAsync(TwoLanes.Replace("    - app -> phone: mute\n", "", StringComparison.Ordinal), Sending(2));

        Assert.That(runs.Select(static r => r.Id), Is.EqualTo(new[] { "area/it" }));
    }

    [Test]
    public async Task A_client_that_fails_in_one_order_only_is_caught()
    {
        var runs = await Stage.PlayAllAsync(
            TwoLanes.Replace("- { laptop -> server: ping, optional: true, times: 9 }", "- in order:\n    - laptop -> server: ping\n    - phone -> server: ping", StringComparison.Ordinal),
            Sending(1));

        Assert.That(runs.Select(static r => $"{r.Order} {r.Verdict}"), Is.EqualTo(new[] { "laptop phone Pass", "phone laptop Fail" }));
    }

    private static string Pings(RunResult run) => string.Join(' ', run.Transcript.Where(static e => e.Name == "ping").Select(static e => e.From));

    private static ScriptedDriver Sending(int frames) => new ScriptedDriver().On("mute", c =>
    {
        for (var i = 0; i < frames; i++)
        {
            c.Ping($"{i}");
        }
    });
}
