using System.Globalization;
using Harness.Engine.Matching;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Engine.Playing;

/// <summary>Whether an entry is what a line speaks of.</summary>
internal static class EntryMatch
{
    /// <summary>On the lane of the line: same two parties, same direction, not made by an injection.</summary>
    public static bool IsOnLane(ExpectationLine line, TranscriptEntry entry) =>
        entry.From == line.From && entry.To == line.To && !entry.Injected;

    /// <summary>On its lane, with its name, on the right socket, with the right status. The fields are not looked at.</summary>
    public static bool IsCandidate(ExpectationLine line, TranscriptEntry entry, Record record) =>
        IsOnLane(line, entry) && entry.Name == line.Name && IsOnSocket(line, entry, record);

    /// <summary>Compares everything but the time.</summary>
    public static Fit Compare(ExpectationLine line, TranscriptEntry entry, Names names, Record record)
    {
        var fit = new Matcher(names.At(entry.Number), facts => record.IsNewCredentials(entry, facts)).Compare(line.With, entry.Fields);
        if (line.Status is { } status && !HasStatus(status, entry.Status))
        {
            fit.Mismatches.Add(new Mismatch("status", status, entry.Status?.ToString(CultureInfo.InvariantCulture) ?? "no answer"));
        }

        if (line.Signed && entry.Signed != true)
        {
            fit.Mismatches.Add(new Mismatch("signature", "a right signature", "a wrong one"));
        }

        return fit;
    }

    /// <summary><c>200</c>, or a class such as <c>4xx</c>.</summary>
    public static bool HasStatus(string wanted, int? status)
    {
        var got = status?.ToString(CultureInfo.InvariantCulture) ?? "";
        return wanted.Length == 3 && wanted.EndsWith("xx", StringComparison.Ordinal)
            ? got.Length == 3 && got[0] == wanted[0]
            : got == wanted;
    }

    private static bool IsOnSocket(ExpectationLine line, TranscriptEntry entry, Record record)
    {
        if (entry.Socket is not { } socket || entry.Name == "ws.open")
        {
            return line.Socket is null || entry.Socket == line.Socket;
        }

        var client = entry.From == "server" ? entry.To : entry.From;
        return socket == (line.Socket ?? record.NewestSocket(client, entry.Number));
    }
}
