using FakeDialStack.Accounts;

namespace FakeDialStack.Sessions;

/// <summary>What the sessions of one account have in common. Nothing of it is shared with another account.</summary>
internal sealed record AccountScene(Account Account, SessionDirectory Sessions, ISessionCalls Calls);
