using FakeDialStack.Accounts;
using FakeDialStack.Calls;
using FakeDialStack.Control.Live;
using FakeDialStack.Protocol;
using FakeDialStack.Pstn;
using FakeDialStack.Sessions;

namespace FakeDialStack.Control.Api;

/// <summary>What the control API acts on: the first account of a platform, and everybody in it by the names that people use. Loop only.</summary>
internal sealed class ControlDesk(DialStackPlatform platform, LiveFeed feed, ControlOptions options)
{
    public DialStackPlatform Platform => platform;

    public LiveFeed Feed => feed;

    /// <summary>Whether a softphone is served beside the console.</summary>
    public bool HasDialPad => options.DialPad is not null;

    /// <summary>The account that is controlled.</summary>
    /// <exception cref="ControlRefusal">The platform has none.</exception>
    public Account Account => platform.Accounts.All.Count > 0
        ? platform.Accounts.All[0]
        : throw ControlRefusal.NotNow("The fake has no account.", "Make one with DialStackPlatform.CreateAccount.");

    public IReadOnlyList<FarEnd> FarEnds => platform.WorldOf(Account).FarEnds.All;

    public IReadOnlyList<Call> Calls => platform.WorldOf(Account).Calls.Live();

    public IReadOnlyList<Session> Sessions => platform.Sessions.All();

    public static string IdOf(Session session) => $"{session.Socket.Peer}-{session.Socket.Number}";

    /// <summary>Authenticated sessions of a user.</summary>
    public IReadOnlyList<Session> SessionsOf(User user) => platform.WorldOf(Account).Sessions.Sessions.Of(user);

    /// <exception cref="ControlRefusal">There is none.</exception>
    public User User(string name) => UserHandles.Find(Account, name)
        ?? throw ControlRefusal.Unknown("user", name, Account.Users.Select(UserHandles.Of), "GET /control/users");

    /// <exception cref="ControlRefusal">There is none.</exception>
    public Session Session(string id) => Sessions.FirstOrDefault(s => IdOf(s) == id)
        ?? throw ControlRefusal.Unknown("session", id, Sessions.Select(IdOf), "GET /control/sessions");

    /// <exception cref="ControlRefusal">There is none.</exception>
    public Call Call(string id) => Calls.FirstOrDefault(c => c.Id == new CallId(id))
        ?? throw ControlRefusal.Unknown("call", id, Calls.Select(c => c.Id.Value), "GET /control/calls");

    /// <exception cref="ControlRefusal">There is none.</exception>
    public FarEnd FarEnd(string name) => FarEnds.FirstOrDefault(f => f.Name == name)
        ?? throw ControlRefusal.Unknown("far end", name, FarEnds.Select(f => f.Name), "GET /control/far-ends");
}
