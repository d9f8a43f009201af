using FakeDialStack.Accounts;
using FakeDialStack.Pstn;

namespace FakeDialStack.Control;

/// <summary>Made people to develop against: reserved names, numbers and addresses, with ids that are the same at every start. A call to the last user wakes her app by a webhook (I.3).</summary>
public static class DemoAccount
{
    private static readonly (string Name, string Id, bool Sleeps)[] s_users = [("Ann Example", "ann", false), ("Ben Example", "ben", false), ("Cam Example", "cam", true)];

    private static readonly (string Name, string Number, FarEndBehaviour Behaviour)[] s_farEnds =
    [
        ("caller", "+14155550100", FarEndBehaviour.Answers),
        ("patient", "+14155550101", FarEndBehaviour.Scripted),
    ];

    /// <summary>Adds an account with users and far ends. Loop only.</summary>
    /// <param name="platform">Where.</param>
    public static Account Furnish(DialStackPlatform platform)
    {
        var account = platform.CreateAccount();
        foreach (var (name, id, sleeps) in s_users)
        {
            account.CreateUser(name, $"{id}@example.com", "user_" + id.PadLeft(26, '0'), mobilePushWakeup: sleeps);
        }

        foreach (var (name, number, behaviour) in s_farEnds)
        {
            platform.Control.AddFarEnd(account, name, number, behaviour);
        }

        return account;
    }

    /// <summary>The short name by which the control API and the console know a user.</summary>
    public static string HandleOf(User user) => UserHandles.Of(user);
}
