using Harness.Scenarios;
using Harness.Transcripts;
using NUnit.Framework;

namespace Harness.Tests.Transcripts;

/// <summary>The text that a person reviews.</summary>
public sealed class SnapshotTextTests
{
    [Test]
    public void A_run_reads_like_the_arrows_it_is_made_of()
    {
        var run = new MadeRun();
        run.Add("app", "laptop", "connect", kind: EntryKind.Action);
        run.Add("laptop", "server", "ws.open", """{"path":"/v1/webrtc"}""", kind: EntryKind.Socket, further: entry => entry with { Socket = 1, Status = 101 });
        run.Add("laptop", "server", "authenticate", $$"""{"req_id":"r1","token":"{{MadeRun.Jwt}}"}""");
        run.Add("server", "laptop", "authenticated", $$"""{"req_id":"r1","user_id":"{{MadeRun.AliceId}}","reconnected":false}""", seconds: 0.512);
        run.Add("server", "laptop", "call.ended", """{"reason":"hung up","duration_seconds":null}""", seconds: 3600.5124, further: entry => entry with { Injected = true });
        run.Add("network", "laptop", "drops", seconds: 3600.5124, kind: EntryKind.Fault);

        Assert.That(run.Text(), Is.EqualTo("""
            app      -> laptop    connect
            laptop   -> server    ws.open               status=101 path=/v1/webrtc
            laptop   -> server    authenticate          req_id=<req 1> token=<alice token 1>
            +0.512s
            server   -> laptop    authenticated         req_id=<req 1> user_id=<alice> reconnected=false
            +1h
            server   => laptop    call.ended            reason="hung up" duration_seconds=null
            network  -> laptop    drops

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void What_is_remarkable_stands_at_the_end_of_the_line()
    {
        var run = new MadeRun();
        run.Add("laptop", "server", "auth.refresh", further: entry => entry with { ConsumedBy = "ignores auth.refresh", Socket = 2 });
        run.Add("laptop", "server", "call.hold", further: entry => entry with { Violation = "call_id is missing" });

        Assert.That(run.Text(), Is.EqualTo("""
            laptop   -> server    auth.refresh          [socket 2] [consumed by: ignores auth.refresh]
            laptop   -> server    call.hold             [not valid: call_id is missing]

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Pings_are_left_out_unless_the_scenario_names_them()
    {
        var run = new MadeRun();
        run.Add("server", "laptop", "ws.ping", seconds: 30, kind: EntryKind.Socket);
        run.Add("laptop", "server", "ws.pong", seconds: 30, kind: EntryKind.Socket);
        var without = run.Text();

        var block = new BlockLine(MadeRun.At(7), BlockKind.AnyOrder, [[new ExpectationLine(MadeRun.At(8), "laptop", "server", "ws.pong", null)]]);
        run.Lines.Add(block);

        Assert.That(without, Is.Empty);
        Assert.That(run.Text(), Is.EqualTo("+30s\nserver   -> laptop    ws.ping\nlaptop   -> server    ws.pong\n"));
    }

    [TestCase("\"plain\"", ExpectedResult = "v=plain")]
    [TestCase("\"\"", ExpectedResult = "v=\"\"")]
    [TestCase("\"12\"", ExpectedResult = "v=\"12\"")]
    [TestCase("\"+14155550123\"", ExpectedResult = "v=+14155550123")]
    [TestCase("\"true\"", ExpectedResult = "v=\"true\"")]
    [TestCase("\"two words\"", ExpectedResult = "v=\"two words\"")]
    [TestCase("\"a\\nb\"", ExpectedResult = "v=\"a\\nb\"")]
    [TestCase("\"Zoë\"", ExpectedResult = "v=Zoë")]
    [TestCase("12.50", ExpectedResult = "v=12.50")]
    [TestCase("{\"a\":[1,\"x\",{\"b\":null}]}", ExpectedResult = "v={a=[1, x, {b=null}]}")]
    [TestCase("[1,2,3,4,5,6,7,8,9,10,11,12,13,14]", ExpectedResult = "v=[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, … (2 more)]")]
    public string A_value_is_written_so_that_it_cannot_be_misread(string json)
    {
        var run = new MadeRun();
        run.Add("laptop", "server", "m", $$"""{"v":{{json}}}""");
        return run.Text()[(run.Text().IndexOf("v=", StringComparison.Ordinal))..].TrimEnd('\n');
    }

    [Test]
    public void A_long_text_is_cut_and_says_how_long_it_was()
    {
        var run = new MadeRun();
        run.Add("laptop", "server", "m", $$"""{"v":"{{new string('x', 65536)}}"}""");

        Assert.That(run.Text(), Does.EndWith($"v=\"{new string('x', 80)}… (65536 characters)\"\n"));
    }

    [Test]
    public void Time_adds_up_to_the_millisecond()
    {
        var run = new MadeRun();
        for (var i = 1; i <= 6; i++)
        {
            run.Add("laptop", "server", "m", seconds: i / 3.0);
        }

        var passed = run.Text().Split('\n').Where(line => line.StartsWith('+')).Select(line =>
        {
            Assert.That(Durations.TryParse(line[1..], out var duration), line);
            return duration;
        });
        Assert.That(passed.Aggregate((a, b) => a + b), Is.EqualTo(TimeSpan.FromSeconds(2)));
    }
}
