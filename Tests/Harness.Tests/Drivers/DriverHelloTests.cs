using Harness.Drivers.Contract;
using Harness.Drivers.Remote;
using Harness.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Drivers;

/// <summary>What a driver says of itself is read closely: a misspelt capability would skip scenarios in silence.</summary>
public sealed class DriverHelloTests
{
    private static readonly HelloResult s_least = new(DriverContract.Version, "mine", "1.0", [.. Vocabulary.LeastCapabilities]);

    [Test]
    public void The_least_is_enough() => Assert.That(DriverHello.Mistakes(s_least), Is.Empty);

    [Test]
    public void Every_word_of_the_language_may_be_claimed() =>
        Assert.That(DriverHello.Mistakes(s_least with { Capabilities = [.. Vocabulary.LeastCapabilities, .. Vocabulary.Capabilities] }), Is.Empty);

    [Test]
    public void A_misspelt_word_gets_a_suggestion() =>
        Assert.That(DriverHello.Mistakes(s_least with { Capabilities = [.. s_least.Capabilities, "hangup"] }), Is.EqualTo(new[] { "the capability 'hangup' does not exist; did you mean 'hang up'?" }));

    [Test]
    public void Everything_wrong_is_said_at_once()
    {
        var hello = new HelloResult(2, " ", "1.0", ["connect"]) { SilentMediaPatience = 0 };

        Assert.That(DriverHello.Mistakes(hello).Count(), Is.EqualTo(7));
    }
}
