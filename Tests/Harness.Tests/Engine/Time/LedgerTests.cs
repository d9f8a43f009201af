using FakeDialStack.Flow;
using Harness.Engine;
using NUnit.Framework;

namespace Harness.Tests.Engine.Time;

/// <summary>What is on its way is known by counting at both ends, and what has landed is handed over in an order that no thread decides.</summary>
public sealed class LedgerTests
{
    private static readonly RequestKey s_request = new("laptop", "GET", "/v1/me");
    private static readonly SocketKey s_socket = new("laptop", "key");

    [Test]
    public void A_request_is_on_its_way_until_it_rests_at_the_server_and_again_until_its_answer_has_landed()
    {
        var bench = new StepBench();
        var ledger = bench.Ledger;
        var balance = new List<bool> { bench.IsBalanced };

        Then(() => ledger.RequestOpened(s_request));
        Then(() => ledger.RequestArrived(s_request, bench.Sees("request")));
        Then(() => ledger.RequestAnswered(s_request));
        Then(() => ledger.RequestLanded(s_request, false, bench.Sees("answer")));

        Assert.That(balance, Is.EqualTo(new[] { true, false, true, false, true }));

        void Then(Action step)
        {
            step();
            balance.Add(bench.IsBalanced);
        }
    }

    [Test]
    public void A_request_that_never_arrives_is_over_when_its_failure_has_landed()
    {
        var bench = new StepBench();

        bench.Ledger.RequestOpened(s_request);
        bench.Ledger.RequestLanded(s_request, false, bench.Sees("failure"));

        Assert.That(bench.IsBalanced, Is.True);
    }

    [Test]
    public void A_request_that_was_given_up_is_waited_for_at_both_ends()
    {
        var bench = new StepBench();
        var ledger = bench.Ledger;
        ledger.RequestOpened(s_request);
        ledger.RequestArrived(s_request, bench.Sees("request"));

        ledger.RequestAbandoned(s_request);
        Assert.That(bench.IsBalanced, Is.False, "given up");
        ledger.RequestLanded(s_request, true, bench.Sees("cancelled"));
        Assert.That(bench.IsBalanced, Is.False, "the server has not noticed");
        ledger.RequestGone(s_request, bench.Sees("gone"));
        Assert.That(bench.IsBalanced, Is.True);
    }

    [Test]
    public void An_open_socket_is_quiet_when_both_ends_have_read_what_the_other_sent()
    {
        var bench = new StepBench();
        var ledger = bench.Ledger;
        ledger.SocketOpening(s_socket);
        ledger.SocketAccepted(s_socket);
        Assert.That(bench.IsBalanced, Is.True);

        ledger.FrameSent(s_socket, Side.Client, FrameKind.Message);
        ledger.FrameSent(s_socket, Side.Server, FrameKind.Message);
        ledger.FrameLanded(s_socket, Side.Server, FrameKind.Message, bench.Sees("from the client"));
        Assert.That(bench.IsBalanced, Is.False);
        ledger.FrameLanded(s_socket, Side.Client, FrameKind.Message, bench.Sees("from the server"));

        Assert.That(bench.IsBalanced, Is.True);
    }

    [Test]
    public void A_socket_that_ends_is_quiet_when_both_ends_know_whatever_was_lost()
    {
        var bench = new StepBench();
        var ledger = bench.Ledger;
        ledger.SocketOpening(s_socket);
        ledger.SocketAccepted(s_socket);
        ledger.FrameSent(s_socket, Side.Client, FrameKind.Message);

        ledger.SocketEnding(s_socket);
        ledger.SocketEnded(s_socket, Side.Server, bench.Sees("end at the server"));
        Assert.That(bench.IsBalanced, Is.False);
        ledger.SocketEnded(s_socket, Side.Client, bench.Sees("end at the client"));

        Assert.That(bench.IsBalanced, Is.True);
    }

    [Test]
    public void A_socket_that_was_never_accepted_keeps_nobody_waiting()
    {
        var bench = new StepBench();

        bench.Ledger.SocketOpening(s_socket);
        bench.Ledger.SocketEnded(s_socket, Side.Client, bench.Sees("refused"));

        Assert.That(bench.IsBalanced, Is.True);
    }

    [Test]
    public void A_hold_counts_until_it_is_disposed_and_only_once()
    {
        var bench = new StepBench();
        var first = bench.Ledger.Hold("handing over");
        using var second = bench.Ledger.Hold("handing over");

        first.Dispose();
        first.Dispose();
        Assert.That(bench.IsBalanced, Is.False);
        second.Dispose();

        Assert.That(bench.IsBalanced, Is.True);
    }

    [Test]
    public void What_has_landed_is_handed_over_by_lane_kind_and_number_whenever_it_landed()
    {
        var bench = new StepBench();
        var ledger = bench.Ledger;
        var phone = new SocketKey("phone", "p");
        var older = new SocketKey("laptop", "z");
        var newer = new SocketKey("laptop", "a");
        foreach (var socket in new[] { phone, older, newer })
        {
            ledger.SocketOpening(socket);
            ledger.SocketAccepted(socket);
        }

        Send(phone, Side.Server, "phone");
        Send(newer, Side.Client, "laptop's second socket, at the client");
        Send(newer, Side.Server, "laptop's second socket, at the server");
        Send(older, Side.Server, "laptop's first socket, 1");
        Send(older, Side.Server, "laptop's first socket, 2");
        ledger.RequestOpened(s_request);
        ledger.RequestArrived(s_request, bench.Sees("laptop's request"));
        bench.Lockstep.Settle();

        Assert.That(bench.Seen, Is.EqualTo(new[]
        {
            "laptop's request",
            "laptop's first socket, 1",
            "laptop's first socket, 2",
            "laptop's second socket, at the server",
            "laptop's second socket, at the client",
            "phone",
        }));

        void Send(SocketKey socket, Side at, string what)
        {
            ledger.FrameSent(socket, at == Side.Server ? Side.Client : Side.Server, FrameKind.Message);
            ledger.FrameLanded(socket, at, FrameKind.Message, bench.Sees(what));
        }
    }

    [Test]
    public void A_run_that_gets_stuck_says_what_is_missing()
    {
        var bench = new StepBench(getsStuck: true);
        var ledger = bench.Ledger;
        ledger.RequestOpened(s_request);
        ledger.SocketOpening(s_socket);
        ledger.SocketAccepted(s_socket);
        ledger.FrameSent(s_socket, Side.Server, FrameKind.Message);
        var ending = new SocketKey("phone", "key");
        ledger.SocketOpening(ending);
        ledger.SocketAccepted(ending);
        ledger.SocketEnding(ending);
        ledger.SocketEnded(ending, Side.Server, bench.Sees("end"));
        using var hold = ledger.Hold("the backend is thinking");

        var stuck = Assert.Throws<HarnessException>(bench.Lockstep.Settle)!;

        Assert.Multiple(() =>
        {
            Assert.That(stuck.Message, Does.Contain("laptop GET /v1/me: 1 asked, 0 at the server"));
            Assert.That(stuck.Message, Does.Contain("socket of laptop: client sent 0, server read 0; server sent 1, client read 0"));
            Assert.That(stuck.Message, Does.Contain("socket of phone: ending, seen by the server only"));
            Assert.That(stuck.Message, Does.Contain("the backend is thinking"));
        });
    }

    [Test]
    public void A_request_that_was_given_up_and_never_comes_back_is_named()
    {
        var bench = new StepBench(getsStuck: true);
        bench.Ledger.RequestOpened(s_request);
        bench.Ledger.RequestAbandoned(s_request);

        Assert.That(bench.Lockstep.Settle, Throws.TypeOf<HarnessException>()
            .With.Message.Contains("laptop gave up GET /v1/me, which has not come back"));
    }
}
