using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Flow;

namespace FakeDialStack.Rest;

/// <summary>One request, with what is known about it once it was let in.</summary>
/// <param name="Host">The platform.</param>
/// <param name="Request">As it came.</param>
/// <param name="Id">What stands for <c>{id}</c> in the path; empty when the path has none.</param>
/// <param name="Caller">On whose behalf.</param>
/// <param name="Body">The JSON object of the body; empty when there is no body.</param>
internal sealed record RestCall(IRestHost Host, LoopRequest Request, string Id, Caller Caller, JsonObject Body)
{
    /// <summary>The account that the request is about.</summary>
    public Account Account => Caller.Account;
}

/// <summary>Who was let in.</summary>
/// <param name="Account">The account of the key or of the user.</param>
/// <param name="User">Set when a user token was shown.</param>
internal sealed record Caller(Account Account, User? User = null);
