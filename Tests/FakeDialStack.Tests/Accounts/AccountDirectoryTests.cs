using FakeDialStack.Accounts;
using FakeDialStack.Protocol;
using NUnit.Framework;

namespace FakeDialStack.Tests.Accounts;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AccountDirectoryTests
{
    private readonly AccountDirectory _accounts = new(new ManualTime(), new IdSequence(1));

    [Test]
    public void An_account_is_found_by_its_key_and_a_user_by_id()
    {
        var account = _accounts.Create();
        var user = _accounts.Create().CreateUser("Alice");

        Assert.That(_accounts.FindByKey(account.PlatformKey), Is.SameAs(account));
        Assert.That(_accounts.FindByKey("sk_test_other"), Is.Null);
        Assert.That(_accounts.FindUser(user.Id), Is.SameAs(user));
        Assert.That(account.FindUser(user.Id), Is.Null);
    }

    [Test]
    public void Two_users_of_a_fake_never_share_an_id()
    {
        _accounts.Create().CreateUser(id: "user_1");

        Assert.That(() => _accounts.Create().CreateUser(id: "user_1"), Throws.ArgumentException);
    }

    [Test]
    public void The_same_seed_gives_the_same_keys()
    {
        var again = new AccountDirectory(new ManualTime(), new IdSequence(1));

        Assert.That(again.Create().PlatformKey, Is.EqualTo(_accounts.Create().PlatformKey));
    }

    [Test]
    public void An_endpoint_receives_the_events_that_it_asked_for()
    {
        var account = _accounts.Create();
        var all = account.AddWebhookEndpoint(new Uri("http://backend.test/hooks"));
        var some = account.AddWebhookEndpoint(new Uri("http://backend.test/hooks"), ["call.end"]);

        Assert.That((all.Receives("call.end"), all.Receives("call.incoming")), Is.EqualTo((true, true)));
        Assert.That((some.Receives("call.end"), some.Receives("call.incoming")), Is.EqualTo((true, false)));
        Assert.That((all with { Enabled = false }).Receives("call.end"), Is.False);
        Assert.That(all.Secret, Does.StartWith("whsec_"));
    }
}
