using Harness.Scenarios;

namespace Harness.Engine.Playing;

/// <summary>
/// The usual beginnings (<c>is: in an outbound call</c>), written as the lines that they stand for and played by the same
/// rules. A call of theirs is <c>$laptop.call</c>, the moment of connecting <c>laptop connected</c>.
/// </summary>
internal static class Beginnings
{
    /// <summary>The lines for every client of the scenario, in the order of the file.</summary>
    public static IReadOnlyList<Line> Of(Scenario scenario)
    {
        var lines = new List<Line>();
        var farEnds = new Queue<GivenFarEnd>(scenario.Given.FarEnds);
        foreach (var client in scenario.Given.Clients.Where(static c => c.Is is not null))
        {
            lines.AddRange(new Script(client.At, client.Name).Lines(client, farEnds));
        }

        return lines;
    }

    private sealed class Script(SourcePosition at, string client)
    {
        public IEnumerable<Line> Lines(GivenClient given, Queue<GivenFarEnd> farEnds)
        {
            var connect = new Line[] { Act("connect"), Hears("connected") with { Label = $"{client} connected" } };
            var farEnd = given.Is == "connected" ? null : NextFarEnd(given, farEnds);
            return given.Is switch
            {
                "connected" => connect,
                "in an outbound call" => [.. connect, .. Outbound(farEnd!)],
                "in an inbound call" => [.. connect, .. Ringing(given, farEnd!), .. Answered(farEnd!)],
                "ringing" => [.. connect, .. Ringing(given, farEnd!)],
                "held" => [.. connect, .. Outbound(farEnd!), .. Held()],
                _ => throw new HarnessException($"{at}: there is no beginning '{given.Is}'"),
            };
        }

        private static GivenFarEnd NextFarEnd(GivenClient given, Queue<GivenFarEnd> farEnds) =>
            farEnds.TryDequeue(out var next)
                ? next
                : throw new HarnessException($"{given.At}: '{given.Name}' begins in a call, but every far end is in one already; give it another under 'far ends'");

        private IEnumerable<Line> Outbound(GivenFarEnd farEnd) =>
        [
            Act("call", ("to", Text(farEnd.Number))),
            Sends("call.create"),
            Meets("server", farEnd.Name, "INVITE"),
            Gets("call.trying", ("call_id", Capture($"{client}.call"))),
            Signal(farEnd, "180"),
            Signal(farEnd, "200"),
            Hears("answered", ("call_id", Insert($"{client}.call"))),
        ];

        private IEnumerable<Line> Ringing(GivenClient given, GivenFarEnd farEnd) =>
        [
            Signal(farEnd, "INVITE", ("to", Text(given.User))),
            Gets("call.incoming", ("call_id", Capture($"{client}.call"))),
            Hears("incoming", ("call_id", Insert($"{client}.call"))),
        ];

        private IEnumerable<Line> Answered(GivenFarEnd farEnd) =>
        [
            Act("answer", ("call_id", Insert($"{client}.call"))),
            Sends("call.answer", ("call_id", Insert($"{client}.call"))),
            Sends("sdp.answer", ("call_id", Insert($"{client}.call"))),
            Meets("server", farEnd.Name, "200"),
            Hears("answered", ("call_id", Insert($"{client}.call"))),
        ];

        private IEnumerable<Line> Held() =>
        [
            Act("hold", ("call_id", Insert($"{client}.call"))),
            Sends("call.hold", ("call_id", Insert($"{client}.call"))),
            Hears("held", ("call_id", Insert($"{client}.call"))),
        ];

        private ActionLine Act(string action, params (string Name, Template Value)[] with) => new(at, "app", client, action, Map(with));

        private ActionLine Signal(GivenFarEnd farEnd, string signal, params (string Name, Template Value)[] with) =>
            new(at, farEnd.Name, "server", signal, Map(with));

        private ExpectationLine Sends(string message, params (string Name, Template Value)[] with) => Meets(client, "server", message, with);

        private ExpectationLine Gets(string message, params (string Name, Template Value)[] with) => Meets("server", client, message, with);

        private ExpectationLine Hears(string happened, params (string Name, Template Value)[] with) => Meets(client, "app", happened, with);

        private ExpectationLine Meets(string from, string to, string name, params (string Name, Template Value)[] with) =>
            new(at, from, to, name, Map(with));

        private MapTemplate? Map((string Name, Template Value)[] with) =>
            with.Length == 0 ? null : new MapTemplate(at, with.Select(static w => KeyValuePair.Create(w.Name, w.Value)).ToList());

        private LiteralTemplate Text(string text) => new(at, text);

        private InsertTemplate Insert(string name) => new(at, name);

        private OperatorsTemplate Capture(string name) => new(at, [new CaptureOperator(at, name)]);
    }
}
