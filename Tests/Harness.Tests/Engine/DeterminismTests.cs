using Harness.Tests.Engine.Playing;
using Harness.Transcripts;
using NUnit.Framework;

namespace Harness.Tests.Engine;

/// <summary>Same scenario, same seed, virtual clock: the same transcript, byte for byte.</summary>
[NonParallelizable]
public sealed class DeterminismTests
{
    private const int Runs = 30;

    private const string TwoClients = """
        format: 1
        title: Two clients lose their sockets and refresh their tokens, one of them in a call
        given:
          users: { alice: , bob: }
          backend: { token_ttl: 20m }
          clients: { laptop: { user: alice, is: in an outbound call }, phone: { user: bob, is: connected } }
        lines:
          - network: drops laptop
          - network: drops phone
          - laptop -> app: reconnected
          - phone -> app: reconnected
          - laptop -> server: sdp.offer
          - network: blocks phone
            for: 20s
          - network: cuts phone
          - phone -> app: reconnected
          - clock: 50m
          - any order:
            - { laptop -> server: auth.refresh, optional: true, times: 20 }
            - { phone -> server: auth.refresh, optional: true, times: 20 }
          - app -> laptop: hang up
          - laptop -> server: call.hangup
          - laptop -> app: ended

        """;

    [Test]
    public async Task Thirty_runs_are_the_same_to_the_byte() => await PlayAsync();

    [Test]
    public async Task They_are_also_while_the_machine_is_busy()
    {
        var busy = true;
        var spinner = new Thread(() =>
        {
            while (Volatile.Read(ref busy))
            {
                Thread.SpinWait(1000);
            }
        })
        { IsBackground = true };
        spinner.Start();
        try
        {
            await PlayAsync();
        }
        finally
        {
            Volatile.Write(ref busy, false);
            spinner.Join();
        }
    }

    [Test]
    public async Task Another_seed_is_another_run()
    {
        var one = (await Stage.PlayAllAsync(TwoClients, Stage.Reference, seed: 1)).Single();
        var other = (await Stage.PlayAllAsync(TwoClients, Stage.Reference, seed: 2)).Single();

        Assert.That(Text(other), Is.Not.EqualTo(Text(one)));
    }

    private static async Task PlayAsync()
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Runs; i++)
        {
            var run = (await Stage.PlayAllAsync(TwoClients, Stage.Reference)).Single();
            Assert.That(run.Reason, Is.Empty, () => Text(run));
            texts.Add(Text(run));
        }

        Assert.That(texts, Has.Count.EqualTo(1), () => string.Join("\n=====\n", texts));
        Assert.That(texts.Single(), Does.Contain("reconnected").And.Contain("token expiring").And.Contain("ws.ping"));
    }

    private static string Text(Harness.Engine.RunResult run) => SnapshotText.Of(Transcript.Of(run), withKeepAlive: true);
}
