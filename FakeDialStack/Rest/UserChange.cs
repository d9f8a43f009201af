using System.Text.Json.Nodes;
using FakeDialStack.Accounts;

namespace FakeDialStack.Rest;

/// <summary>A change of a user, read as a whole before any of it is applied: a refused request changes nothing.</summary>
internal sealed class UserChange
{
    private readonly List<Action<User>> _steps = [];

    private UserChange()
    {
    }

    /// <summary>The first mistake; null when there is none.</summary>
    public RestError? Wrong { get; private set; }

    /// <summary>Reads what the body names; explicit <c>false</c> and <c>null</c> count.</summary>
    public static UserChange Read(JsonObject body)
    {
        var change = new UserChange();
        var fields = new BodyFields(body);
        var name = fields.OptionalText("name");
        change.Add(fields.Has("name"), u => u.Name = name);
        var email = fields.OptionalText("email");
        change.Add(fields.Has("email"), u => u.Email = email);
        var doNotDisturb = fields.OptionalFlag("do_not_disturb");
        change.Add(doNotDisturb is not null, u => u.DoNotDisturb = doNotDisturb == true);
        var config = new BodyFields(fields.OptionalObject("config") ?? [], "config.");
        var wakeup = config.OptionalFlag("mobile_push_wakeup");
        change.Add(wakeup is not null, u => u.MobilePushWakeup = wakeup == true);
        var steps = config.OptionalObject("find_me_follow_me")?.DeepClone();
        change.Add(config.Has("find_me_follow_me"), u => u.FindMeFollowMe = steps);
        change.Wrong = fields.Wrong ?? config.Wrong;
        return change;
    }

    /// <summary>Applies it.</summary>
    public void Apply(User user) => _steps.ForEach(step => step(user));

    private void Add(bool named, Action<User> step)
    {
        if (named)
        {
            _steps.Add(step);
        }
    }
}
