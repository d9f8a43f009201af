using Harness.Engine;
using NUnit.Framework;

namespace Harness.Tests.Engine.Playing;

/// <summary>Lines of the customer's backend: nothing that a line says of it passes unlooked at.</summary>
public sealed class BackendLineTests
{
    [Test]
    public async Task A_backend_that_gets_the_status_it_names_goes_on()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - backend -> server: GET /v1/users/${alice.id}
                    status: 2xx
                """),
            Stage.Reference);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Pass));
    }

    [Test]
    public async Task A_backend_that_gets_another_status_is_no_fault_of_the_client()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - backend -> server: GET /v1/users/nobody
                    status: 200
                """),
            Stage.Reference);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Error));
        Assert.That(run.Reason, Does.Contain("the server answered 404 to 'GET /v1/users/nobody', not 200"));
    }

    [Test]
    public async Task A_rule_of_the_backend_that_had_nothing_to_do_is_the_authors_mistake()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - backend: refuses token
                  - clock: 1s
                """),
            Stage.Reference);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Error));
        Assert.That(run.Reason, Does.Contain("the rule 'backend: refuses token' never had anything to do in this run"));
    }

    [Test]
    public async Task A_scenario_for_a_backend_under_test_is_skipped_with_that_reason()
    {
        var run = await Stage.PlayAsync(
            """
            format: 1
            title: A backend is tested
            covers: []
            given:
              backend: under test
              users: { alice: }
            lines:
              - server => backend: call.mobile_push_wakeup
                with: { data: { user_id: $alice.id } }
                status: 200
            """,
            Stage.Reference);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Skip));
        Assert.That(run.Reason, Does.Contain("backend under test"));
    }
}
