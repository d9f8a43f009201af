using NUnit.Framework;

namespace Harness.Tests.ReferenceClient;

/// <summary>The refresh of tokens (K.4), on a clock of the test's own.</summary>
public sealed class TokenKeeperTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [TestCase(3600, 3300)]
    [TestCase(120, 60)]
    [TestCase(90, 45)]
    public void A_refresh_goes_out_in_good_time(int ttl, int expected)
    {
        var bench = Minting(TimeSpan.FromSeconds(ttl));
        var start = bench.Clock.GetUtcNow();
        bench.SocketUp();

        bench.Pass(TimeSpan.FromSeconds(ttl));

        Assert.That((bench.Sent[0].At - start).TotalSeconds, Is.EqualTo(expected));
    }

    [Test]
    public void A_token_is_adopted_at_the_confirmation_with_its_req_id_only()
    {
        var bench = Minting(s_hour);
        var old = bench.Storage.Token;
        bench.SocketUp();
        bench.Pass(TimeSpan.FromMinutes(56));

        bench.Confirm("req_of_somebody_else");
        Assert.That(bench.Storage.Token, Is.EqualTo(old));

        bench.Confirm(bench.Sent[^1].Message.ReqId);
        Assert.That(bench.Storage.Token, Is.EqualTo(bench.Sent[^1].Message.Token));
    }

    [Test]
    public void The_next_refresh_is_timed_from_the_new_token()
    {
        var bench = Minting(s_hour);
        bench.SocketUp();
        bench.Pass(TimeSpan.FromMinutes(55));
        bench.Confirm(bench.Sent[^1].Message.ReqId);

        bench.Pass(TimeSpan.FromMinutes(55));

        Assert.That(bench.Sent, Has.Count.EqualTo(2));
        Assert.That(bench.Sent[1].At - bench.Sent[0].At, Is.EqualTo(TimeSpan.FromMinutes(55)));
    }

    [Test]
    public void A_lost_reply_is_followed_by_a_second_try_with_another_req_id()
    {
        var bench = Minting(s_hour);
        bench.SocketUp();

        bench.Pass(TimeSpan.FromMinutes(55) + TimeSpan.FromSeconds(15));

        Assert.That(bench.Sent, Has.Count.EqualTo(2));
        Assert.That(bench.Sent[0].Message.ReqId, Is.Not.EqualTo(bench.Sent[1].Message.ReqId));
    }

    [Test]
    public void A_refusal_is_reported_and_the_old_token_stays()
    {
        var bench = Minting(s_hour);
        var old = bench.Storage.Token;
        bench.SocketUp();
        bench.Pass(TimeSpan.FromMinutes(55));
        var asked = bench.Sent[^1].Message.ReqId;

        bench.Refuse(asked);
        bench.Confirm(asked);

        Assert.That(bench.Storage.Token, Is.EqualTo(old));
        Assert.That(bench.Told.Select(static t => t.What), Is.EqualTo(new[] { "error" }));
    }

    [Test]
    public void A_failed_mint_is_reported_and_tried_again()
    {
        var bench = Minting(s_hour);
        var mint = bench.Mint;
        bench.Mint = () =>
        {
            bench.Mint = mint;
            throw new InvalidOperationException("not now");
        };
        bench.SocketUp();

        bench.Pass(TimeSpan.FromMinutes(56));

        Assert.That(bench.Told.Select(static t => t.Args["code"]!.ToString()), Is.EqualTo(new[] { "token_refresh_failed" }));
        Assert.That(bench.Sent, Is.Not.Empty);
    }

    [Test]
    public void Short_lived_tokens_are_not_refreshed_more_often_than_every_five_seconds()
    {
        var bench = Minting(TimeSpan.FromSeconds(30));
        bench.SocketUp();

        for (var second = 0; second < 60; second++)
        {
            bench.Pass(TimeSpan.FromSeconds(1));
            bench.Confirm(bench.Sent.Count == 0 ? null : bench.Sent[^1].Message.ReqId);
        }

        Assert.That(bench.Sent, Has.Count.InRange(1, 13));
        Assert.That(bench.Sent.Zip(bench.Sent.Skip(1), static (a, b) => (b.At - a.At).TotalSeconds), Is.All.GreaterThanOrEqualTo(5));
    }

    [Test]
    public void A_token_that_was_minted_for_a_lost_socket_is_not_sent_on_the_next()
    {
        var bench = Minting(s_hour);
        var minted = new TaskCompletionSource<string>();
        var mint = bench.Mint;
        bench.Mint = () => minted.Task;
        bench.SocketUp();
        bench.Pass(TimeSpan.FromMinutes(55));

        bench.SocketLost();
        bench.Mint = mint;
        bench.SocketUp();
        minted.SetResult(bench.Token(s_hour));
        bench.Pass(TimeSpan.FromSeconds(1));

        Assert.That(bench.Sent, Is.Empty);
    }

    [Test]
    public void An_opaque_token_is_left_alone()
    {
        var bench = new TokenBench(s_hour, token: "opaque");
        bench.SocketUp();

        bench.Pass(TimeSpan.FromDays(2));

        Assert.That(bench.Sent, Is.Empty);
        Assert.That(bench.Told, Is.Empty);
    }

    [Test]
    public void Without_anybody_to_ask_nothing_is_scheduled()
    {
        var bench = new TokenBench(s_hour, hasProvider: false);
        bench.SocketUp();

        bench.Pass(s_hour);

        Assert.That(bench.Sent, Is.Empty);
    }

    [Test]
    public void A_token_of_a_year_is_not_forgotten()
    {
        var bench = Minting(TimeSpan.FromDays(365));
        bench.SocketUp();

        bench.Pass(TimeSpan.FromDays(365) - TimeSpan.FromMinutes(4));

        Assert.That(bench.Sent, Is.Not.Empty);
    }

    private static TokenBench Minting(TimeSpan ttl)
    {
        var bench = new TokenBench(ttl);
        bench.Mint = () => Task.FromResult(bench.Token(ttl));
        return bench;
    }
}
