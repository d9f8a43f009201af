using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Engine;
using Harness.Reports;
using Harness.Transcripts;

namespace Browser.Tests.Support;

/// <summary>A report as large as reports become, made up: scenarios in areas, and calls one after another in each.</summary>
internal static class BigReport
{
    private static readonly (string From, string To, EntryKind Kind, string Name, string Fields)[] s_call =
    [
        ("app", "laptop", EntryKind.Action, "call", """{"to":"+14155550100"}"""),
        ("laptop", "server", EntryKind.Message, "call.create", """{"req_id":"<req 2>","destination":"+14155550100","sdp":"<sdp 1 offer sendrecv opus,PCMU,telephone-event 1 candidate>"}"""),
        ("server", "laptop", EntryKind.Message, "call.trying", """{"req_id":"<req 2>","call_id":"<call 1>"}"""),
        ("server", "caller", EntryKind.Pstn, "INVITE", """{"from":"+14155550199","to":"+14155550100"}"""),
        ("caller", "server", EntryKind.Pstn, "180", "{}"),
        ("server", "laptop", EntryKind.Message, "call.ringing", """{"call_id":"<call 1>"}"""),
        ("caller", "server", EntryKind.Pstn, "200", "{}"),
        ("server", "laptop", EntryKind.Message, "call.answered", """{"call_id":"<call 1>","answered_at":"<time 2>"}"""),
        ("laptop", "app", EntryKind.Event, "answered", """{"call_id":"<call 1>"}"""),
        ("server", "laptop", EntryKind.Message, "call.ended", """{"call_id":"<call 1>","reason":"hangup","duration_seconds":12}"""),
    ];

    /// <summary>Makes one; every tenth scenario fails.</summary>
    public static Report Of(int scenarios, int entries)
    {
        var made = Enumerable.Range(0, scenarios).Select(number => Scenario(number, entries / scenarios)).ToList();
        var requirements = Enumerable.Range(0, 200).ToDictionary(Requirement, static n => new ReportedRequirement("MUST", "C", $"Does what the sentence number {n} of the protocol demands, in time and in order.", "docs /webrtc/protocol"), StringComparer.Ordinal);
        return new Report(JsonReport.FormatVersion, "reference", 1, "virtual", null, null, null, scenarios, ReportSummaries.Of(made, 0, 0), made, requirements, [], [], null, new ReportRules());
    }

    private static string Requirement(int number) => string.Create(CultureInfo.InvariantCulture, $"{"CALL HOLD AUTH CONN".Split(' ')[number % 4]}-{number:000}");

    private static ReportedScenario Scenario(int number, int entries)
    {
        var fails = number % 10 == 9;
        var id = string.Create(CultureInfo.InvariantCulture, $"area-{number / 25:00}/scenario-{number:000}");
        var (requirement, failure) = (Requirement(number % 200), fails ? "laptop did not send call.hangup to server within 30s." : null);
        var check = new ReportedCheck(
            requirement, "requirement", fails ? Verdict.Fail : Verdict.Pass, null, $"Scenarios/{id}.yaml", 9, 5, "laptop -> server: call.hangup",
            failure, fails ? ["laptop -> server: call.hangup", "    call_id: \"<call 1>\""] : [], fails ? ["nothing from laptop to server"] : [], fails ? null : 1);
        var run = new ReportedRun(
            id, check.Verdict, fails ? $"{requirement}: {failure}" : "", [check], [], 12, 30_000, null, null, 1, null, false, SnapshotState.Same, [], "")
        {
            Replay = $"conformance run Scenarios/{id}.yaml --seed 1",
            Lanes = ["app", "laptop", "server", "caller"],
            Entries = [.. Enumerable.Range(0, entries).Select(Entry)],
        };
        return new ReportedScenario(id, $"The call number {number} is played to its end", $"Scenarios/{id}.yaml", number, [run]) { Covers = [requirement] };
    }

    private static ReportedEntry Entry(int number)
    {
        var (from, to, kind, name, text) = s_call[number % s_call.Length];
        var fields = JsonNode.Parse(text)!.AsObject();
        return new ReportedEntry(number, number * 250, kind, from, to, name, FieldText.Of(fields), []) { Fields = fields.Count > 0 ? fields : null };
    }
}
