using NUnit.Framework;

namespace FakeDialStack.Tests.Rest;

/// <summary>A fresh fake for every test.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal abstract class RestTests
{
    protected RestFake Fake { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync() => Fake = await RestFake.StartAsync();

    [TearDown]
    public async Task StopAsync() => await Fake.DisposeAsync();
}
