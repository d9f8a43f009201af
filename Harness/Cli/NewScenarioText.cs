using Harness.Scenarios;

namespace Harness.Cli;

/// <summary>The text of a new scenario: a right one, with comments that teach what each kind of line is.</summary>
internal static class NewScenarioText
{
    private const int Width = 100;

    /// <summary>Writes it.</summary>
    /// <param name="title">One sentence.</param>
    /// <param name="covers">The requirements that it is meant to decide.</param>
    /// <param name="schema">Path of the schema from the file; null where there is none.</param>
    public static string Of(string title, IReadOnlyList<Requirement> covers, string? schema)
    {
        var ids = string.Join(", ", covers.Select(static one => one.Id));
        var checks = covers.Count switch { 0 => "", 1 => $"\n    checks: {ids}", _ => $"\n    checks: [{ids}]" };
        return $$"""
            {{(schema is null ? "" : $"# yaml-language-server: $schema={schema}\n")}}format: 1
            # One sentence: what a right client does here.
            title: {{title}}
            {{Covers(covers, ids)}}about: >
              Why it matters, in a sentence or two. It becomes the documentation.
            given:
              users: { alice: }
              # 'is' plays the usual beginning first: connected, in an outbound call, in an inbound call, held, ringing.
              clients: { laptop: { user: alice, is: connected } }
            lines:
              # From the app: an action. The harness presses the button. '$caller' is the number of the far end.
              - app -> laptop: call
                with: { to: $caller }

              # From a client: an expectation. 'with' names the members that must fit, others don't matter; '$as' keeps a value.
              - laptop -> server: call.create
                with: { destination: $caller, req_id: { $as: asked } }
                within: 1s

              # From the server: the fake does this by itself, and the line says that it did.
              - server -> laptop: call.trying
                with: { req_id: $asked, call_id: { $as: call } }

              # From the far end: an action again. The PSTN leg speaks SIP: 180 rings, 200 answers, BYE hangs up.
              - caller -> server: 180
              - caller -> server: 200

              # To the app: what the client must tell. A line with 'checks' decides a requirement.
              - laptop -> app: answered
                with: { call_id: $call }
                within: 1s{{checks}}

              # What must not happen, from the line above on: for a time, 'to the end', or 'until' the line with a label ('as').
              - laptop -> server: call.hangup
                never: to the end

              # Time passes; under the virtual clock at once. Faults are lines, too: 'network: drops laptop'.
              - clock: 10s

            """;
    }

    private static string Covers(IReadOnlyList<Requirement> covers, string ids) => covers.Count == 0
        ? "# covers: [HOLD-01]  the requirements that it decides, each by a line with 'checks'; 'conformance list requirements' has all.\n"
        : "# The requirements that it decides. The one line with 'checks' is a placeholder: move it to the line that tells right from wrong.\n"
            + string.Concat(covers.Select(static one => Comment($"{one.Id} ({one.Level}): {one.Text}")))
            + $"covers: [{ids}]\n";

    private static string Comment(string text)
    {
        var lines = new List<string> { "#" };
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines[^1].Length + 1 + word.Length > Width)
            {
                lines.Add("#  ");
            }

            lines[^1] += " " + word;
        }

        return string.Concat(lines.Select(static line => line + "\n"));
    }
}
