using Drivers.Tests.Support;
using NUnit.Framework;

namespace Drivers.Tests;

/// <summary>The tests that foreign code brings along in its own language.</summary>
public sealed class ScriptTests
{
    [TestCase("Harness/Drivers/js")]
    [TestCase("Fixtures/Clients/node-softphone")]
    public void The_tests_in_JavaScript_pass(string folder)
    {
        var (exit, output) = Programs.Run(Programs.Npm(), ["test"], Checkout.In(folder));

        Assert.That(exit, Is.Zero, output);
        Assert.That(output, Does.Match("pass [1-9]"));
    }

    [Test]
    public void The_tests_in_Python_pass()
    {
        var (exit, output) = Programs.Run(Programs.Python(), ["-m", "unittest"], Checkout.In("Fixtures/Clients/python-softphone"));

        Assert.That(exit, Is.Zero, output);
        Assert.That(output, Does.Match("Ran [1-9]"));
    }
}
