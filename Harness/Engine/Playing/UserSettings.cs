using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using Harness.Scenarios;

namespace Harness.Engine.Playing;

/// <summary><c>server: sets alice</c>: changes a user as the platform's own pages would.</summary>
internal static class UserSettings
{
    public static void Apply(User user, JsonObject with, SourcePosition at)
    {
        foreach (var (name, value) in with)
        {
            switch (name)
            {
                case "mobile_push_wakeup":
                    user.MobilePushWakeup = value!.GetValue<bool>();
                    break;
                case "do_not_disturb":
                    user.DoNotDisturb = value!.GetValue<bool>();
                    break;
                case "name":
                    user.Name = value!.GetValue<string>();
                    break;
                default:
                    throw new HarnessException($"{at}: a user has no setting '{name}'; there are mobile_push_wakeup, do_not_disturb and name");
            }
        }
    }
}
