using FakeDialStack.Accounts;
using NUnit.Framework;

namespace FakeDialStack.Tests.Accounts;

public sealed class AccountSettingsTests
{
    private static IEnumerable<TestCaseData> EveryWord() =>
        from known in AccountSettings.Switches
        from word in known.Values
        select new TestCaseData(known.Name, word).SetArgDisplayNames(known.Name, word);

    [TestCaseSource(nameof(EveryWord))]
    public void Every_switch_takes_each_of_its_words(string name, string word) =>
        Assert.That(AccountSettings.Default.With(name, word).WordOf(name), Is.EqualTo(word));

    [Test]
    public void The_defaults_are_those_of_the_register()
    {
        Assert.That(AccountSettings.ForProfile("default"), Is.EqualTo(AccountSettings.Default));
        Assert.That(AccountSettings.Switches.Select(s => s.Default), Is.EqualTo(AccountSettings.Switches.Select(s => AccountSettings.Default.WordOf(s.Name))));
        Assert.That(AccountSettings.Switches.Select(s => s.Default), Has.None.Null);
    }

    [TestCase("docs-1.0", "session_overflow", "evict-oldest/session_limit")]
    [TestCase("docs-1.0", "restore", "preserve")]
    [TestCase("docs-1.0", "webhook_user_keys", "user_id")]
    [TestCase("sdk-3", "error_call_id", "include")]
    [TestCase("sdk-3", "session_overflow", "evict-oldest/session_replaced")]
    [TestCase("sdk-next", "restore", "destroy")]
    [TestCase("sdk-next", "unknown_call_code", "internal_error")]
    public void A_profile_is_a_set_of_switches(string profile, string name, string word) =>
        Assert.That(AccountSettings.ForProfile(profile).WordOf(name), Is.EqualTo(word));

    [Test]
    public void The_old_documentation_has_shorter_tokens()
    {
        var settings = AccountSettings.ForProfile("docs-1.0");

        Assert.That((settings.TokenTtlDefault, settings.TokenTtlMax), Is.EqualTo((TimeSpan.FromHours(1), TimeSpan.FromDays(1))));
    }

    [TestCase("restore_window", "45s", 45)]
    [TestCase("restore_window_s", "45", 45)]
    [TestCase("restore_window", "2m", 120)]
    [TestCase("restore_window", "1.5", 1.5)]
    [TestCase("restore_window_s", "500ms", 0.5)]
    public void A_time_limit_takes_numbers_and_words_with_or_without_its_suffix(string name, string value, double seconds) =>
        Assert.That(AccountSettings.Default.With(name, value).RestoreWindow, Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [Test]
    public void A_bare_number_is_in_the_unit_of_the_suffix_or_else_in_seconds()
    {
        Assert.That(AccountSettings.Default.WithLimit("refork_delay_ms", 500).ReforkDelay, Is.EqualTo(TimeSpan.FromMilliseconds(500)));
        Assert.That(AccountSettings.Default.WithLimit("refork_delay", 0.5).ReforkDelay, Is.EqualTo(TimeSpan.FromMilliseconds(500)));
        Assert.That(AccountSettings.Default.WithLimit("refork_delay", TimeSpan.FromSeconds(1)).ReforkDelay, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(AccountSettings.Default.WithLimit("sessions_per_user", 5).SessionsPerUser, Is.EqualTo(5));
    }

    [Test]
    public void Every_limit_takes_its_bounds_and_nothing_beyond()
    {
        foreach (var limit in AccountSettings.Limits)
        {
            Assert.That(() => AccountSettings.Default.WithLimit(limit.Name, limit.Least), Throws.Nothing, limit.Name);
            Assert.That(() => AccountSettings.Default.WithLimit(limit.Name, limit.Most), Throws.Nothing, limit.Name);
            Assert.That(() => AccountSettings.Default.WithLimit(limit.Name, limit.Most + 1), Throws.ArgumentException, limit.Name);
            Assert.That(() => AccountSettings.Default.WithLimit(limit.Name, double.NaN), Throws.ArgumentException, limit.Name);
            Assert.That(limit.Default, Is.InRange(limit.Least, limit.Most), limit.Name);
        }
    }

    [Test]
    public void On_and_off_may_come_as_true_and_false()
    {
        Assert.That(AccountSettings.Default.With("auth_refresh", "false").AuthRefresh, Is.False);
        Assert.That(AccountSettings.Default.With("duplicate_delivery", "true").DuplicateDelivery, Is.True);
    }

    [TestCase("restor", "preserve", "There is no switch or limit 'restor'")]
    [TestCase("restore", "maybe", "'restore' cannot be 'maybe'; it is one of: preserve, destroy.")]
    [TestCase("restore_window", "soon", "'restore_window_s' cannot be 'soon'")]
    [TestCase("restore_window", "0", "it is from 0.05 to 86400.")]
    [TestCase("sessions_per_user", "1.5", "is a whole number")]
    [TestCase("sessions_per_user", "3s", "is a number, not a time")]
    public void A_mistake_is_explained(string name, string value, string explanation) =>
        Assert.That(() => AccountSettings.Default.With(name, value), Throws.ArgumentException.With.Message.Contains(explanation));

    [Test]
    public void An_unknown_profile_is_a_mistake() =>
        Assert.That(() => AccountSettings.ForProfile("sdk-9"), Throws.ArgumentException.With.Message.Contains("docs-1.0"));

    [Test]
    public void Names_are_unique_and_documented()
    {
        var names = AccountSettings.Switches.Select(s => s.Name)
            .Concat(AccountSettings.Limits.Select(l => l.Name))
            .Concat(AccountSettings.Limits.Where(l => l.Unit != LimitUnit.Count).Select(l => l.ShortName));

        Assert.That(names, Is.Unique);
        Assert.That(AccountSettings.Switches.Select(s => s.Doc + s.Source), Has.None.Empty);
        Assert.That(AccountSettings.Limits.Select(l => l.Doc + l.Source), Has.None.Empty);
    }
}
