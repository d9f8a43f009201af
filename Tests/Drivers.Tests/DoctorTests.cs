using Drivers.Tests.Support;
using NUnit.Framework;

namespace Drivers.Tests;

/// <summary>The doctor names what is wrong with a driver, and how to mend it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DoctorTests
{
    [TestCase("prints", "printed to stdout what is no message of the contract: \"got hello\"", "print nothing to stdout")]
    [TestCase("exits", "exited early, with code 3", "the driver must go on")]
    [TestCase("other contract", "it speaks contract 7, this harness speaks 1", "")]
    [TestCase("misspelt capability", "the capability 'hang upp' does not exist; did you mean 'hang up'?", "")]
    [TestCase("too few capabilities", "its capabilities lack 'disconnect'", "")]
    [TestCase("unreadable hello", "an answer to 'hello' that cannot be read", "docs/driver-contract.schema.json")]
    [TestCase("answers twice", "the same request twice", "one answer for each id")]
    [TestCase("silent", "did not answer 'hello' within 10 s", "each request of the harness needs an answer")]
    [TestCase("no act", "does not know the method 'act'", "answer all six methods")]
    [TestCase("no state", "answered 'client.create' without 'state'", "every answer but that to 'hello' carries 'state'")]
    public async Task A_fault_of_the_driver_is_named(string way, string what, string mend)
    {
        var examined = await Examine($"\"{Programs.Node()}\" Tests/Drivers.Tests/Scripts/broken.mjs \"{way}\"");

        Assert.Multiple(() =>
        {
            Assert.That(examined.Output, Does.Contain(what));
            Assert.That(examined.Output, Does.Contain(mend));
            Assert.That(examined.ExitCode, Is.EqualTo(3));
        });
    }

    [TestCase("dtmf")]
    [TestCase("presence update")]
    public async Task A_capability_that_is_claimed_and_does_not_show_is_named(string capability)
    {
        var examined = await Examine($"\"{Programs.Node()}\" Tests/Drivers.Tests/Scripts/misbehaving.mjs \"claims:{capability}\"");

        Assert.That(examined.Output, Does.Match($"ILL +{capability} "));
        Assert.That(examined.Output, Does.Contain("1 to mend"));
    }

    [Test]
    public async Task A_driver_that_waits_before_it_answers_a_button_is_told_so()
    {
        var examined = await Examine($"\"{Programs.Python()}\" Tests/Drivers.Tests/Scripts/waits.py");

        Assert.That(examined.Output, Does.Match("ILL +act +a button was answered only when something had come of it"));
    }

    [Test]
    public async Task A_driver_in_order_has_nothing_to_mend()
    {
        var examined = await Examine($"\"{Programs.Node()}\" Fixtures/Clients/node-softphone/driver.mjs");

        Assert.That(examined.Output, Does.Contain("nothing to mend"));
        Assert.That(examined.ExitCode, Is.Zero);
    }

    private static Task<Conformance> Examine(string client) => Conformance.AnyAsync(Checkout.Root, ["doctor", "--client", client]);
}
