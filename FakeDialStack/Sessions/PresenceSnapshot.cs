using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Protocol;

namespace FakeDialStack.Sessions;

/// <summary>Answers <c>presence.subscribe</c> with how things stand (section F). Deltas are not sent.</summary>
internal static class PresenceSnapshot
{
    private const int MostUsers = 100;

    public static void Answer(Session session, PresenceSubscribe request, DateTimeOffset now)
    {
        if (request.Users.Count is 0 or > MostUsers)
        {
            session.Refuse(Refusal.Invalid($"{request.Users.Count} users; 1 to {MostUsers} can be watched"), request.ReqId);
            return;
        }

        var scene = session.Scene!;
        var wanted = request.Users.Distinct().ToList();
        var known = wanted.Select(scene.Account.FindUser).OfType<User>().ToList();
        session.Send(new PresenceList([.. known.Select(u => Entry(scene, u, now))]) { ReqId = request.ReqId });
        var unknown = wanted.Where(id => scene.Account.FindUser(id) is null).ToList();
        if (unknown.Count > 0)
        {
            session.Send(new Error(ErrorCode.PresenceUnavailable, $"{unknown.Count} targets cannot be watched")
            {
                ReqId = request.ReqId,
                Context = new JsonObject { ["users"] = new JsonArray([.. unknown.Select(id => (JsonNode)id.Value)]) },
            });
        }
    }

    /// <summary>A call outranks a device, a device outranks nothing.</summary>
    public static string StatusOf(AccountScene scene, User user) =>
        scene.Calls.IsOnCall(user) ? PresenceStatus.OnCall
        : scene.Sessions.Of(user).Count > 0 ? PresenceStatus.Available
        : PresenceStatus.Offline;

    private static PresenceEntry Entry(AccountScene scene, User user, DateTimeOffset now) =>
        new(user.Id, user.Name ?? "", StatusOf(scene, user), now) { DoNotDisturb = user.DoNotDisturb };
}
