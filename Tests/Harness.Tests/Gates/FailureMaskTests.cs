using Harness.Gates;
using NUnit.Framework;

namespace Harness.Tests.Gates;

/// <summary>When a failure is the one that a waiver expects.</summary>
public sealed class FailureMaskTests
{
    [TestCase("laptop did not send ws.open within 30s.", "laptop did not send ws.open within 10s.")]
    [TestCase("laptop did not send ws.open within 1m30s.", "laptop did not send ws.open within 1.5s.")]
    [TestCase("sent <call 1> twice", "sent <call 12> twice")]
    [TestCase("an offer <sdp 1 offer sendrecv opus 1 candidate>", "an offer <sdp 3 offer sendonly opus 1 candidate>")]
    [TestCase("did not send ws.open", "laptop did not send ws.open within 10s.")]
    public void Times_and_numbers_of_names_count_for_nothing(string expected, string failure) =>
        Assert.That(FailureMask.Fits(expected, failure), Is.True);

    [TestCase("laptop did not send ws.open within 30s.", "laptop did not send ws.close within 30s.")]
    [TestCase("sent <call 1> twice", "sent <req 1> twice")]
    [TestCase("code: expected 4001, got 4000", "code: expected 4001, got 1006")]
    [TestCase("status: expected 401, got 500", "status: expected 401, got 403")]
    public void Everything_else_does(string expected, string failure) =>
        Assert.That(FailureMask.Fits(expected, failure), Is.False);
}
