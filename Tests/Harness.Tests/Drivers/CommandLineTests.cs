using Harness.Drivers.Remote;
using NUnit.Framework;

namespace Harness.Tests.Drivers;

/// <summary>The command of a driver is taken apart as a shell would.</summary>
public sealed class CommandLineTests
{
    [TestCase("node driver.mjs", "node|driver.mjs")]
    [TestCase("  node   driver.mjs  ", "node|driver.mjs")]
    [TestCase("\"C:\\Program Files\\node.exe\" a", "C:\\Program Files\\node.exe|a")]
    [TestCase("sh -c 'a \"b\" c'", "sh|-c|a \"b\" c")]
    [TestCase("say \"a \\\"b\\\" c\"", "say|a \"b\" c")]
    [TestCase("say '' end", "say||end")]
    [TestCase("--name=\"two words\"", "--name=two words")]
    [TestCase("", "")]
    [TestCase("   ", "")]
    public void Words(string line, string words) => Assert.That(string.Join('|', CommandLine.Split(line)), Is.EqualTo(words));
}
