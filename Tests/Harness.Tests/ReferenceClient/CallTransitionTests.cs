using Fixtures.ReferenceClient;
using NUnit.Framework;

namespace Harness.Tests.ReferenceClient;

/// <summary>The table of E.0, as the client mirrors it.</summary>
public sealed class CallTransitionTests
{
    [Test]
    public void Nothing_leads_out_of_the_end() => Assert.That(
        Enum.GetValues<ClientCallInput>().Select(static input => ClientCallTransitions.Next(ClientCallState.Ended, input)),
        Is.All.Null);

    [Test]
    public void The_end_can_come_in_every_state() => Assert.That(
        Enum.GetValues<ClientCallState>().Where(static s => s != ClientCallState.Ended)
            .Select(static state => ClientCallTransitions.Next(state, ClientCallInput.Ended)),
        Is.All.EqualTo(ClientCallState.Ended));

    [Test]
    public void A_late_ringing_means_nothing() => Assert.That(
        new[] { ClientCallState.Ringing, ClientCallState.Active, ClientCallState.Held }
            .Select(static state => ClientCallTransitions.Next(state, ClientCallInput.Alerting)),
        Is.All.Null);

    [Test]
    public void A_call_can_be_answered_without_having_rung() =>
        Assert.That(ClientCallTransitions.Next(ClientCallState.Trying, ClientCallInput.Answered), Is.EqualTo(ClientCallState.Active));
}
