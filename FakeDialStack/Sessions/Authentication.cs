using FakeDialStack.Accounts;
using FakeDialStack.Protocol;

namespace FakeDialStack.Sessions;

/// <summary>Decides on <c>authenticate</c> and <c>auth.refresh</c> (B.3, B.5, CF-10, CF-29).</summary>
internal sealed class Authentication(UserTokens tokens, Func<Account, AccountScene> sceneOf)
{
    public void Authenticate(Session session, Authenticate request)
    {
        var check = tokens.Verify(request.Token);
        if (!check.IsValid)
        {
            Refuse(session, CodeFor(check.Verdict), $"the token is not accepted: {check.Verdict}", request.ReqId);
            return;
        }

        var scene = sceneOf(check.User.Account);
        if (!SessionLimit.MakeRoom(scene, check.User))
        {
            session.Fail(ErrorCode.SessionLimit, "too many sessions", request.ReqId);
            return;
        }

        var reconnected = scene.Calls.HasSuspended(check.User) || scene.Sessions.DroppedLately(check.User);
        session.BecomeAuthenticated(check.User, scene, check.ExpiresAt.Value);
        session.Send(new Authenticated(check.User.Id, check.User.Account.Id) { ReqId = request.ReqId, Reconnected = reconnected });
        if (session.State == SessionState.Authenticated)
        {
            // Unless a rule has closed the socket instead of letting that out.
            scene.Calls.Join(session);
        }
    }

    public void Refresh(Session session, AuthRefresh request)
    {
        if (!session.User!.Account.Settings.AuthRefresh)
        {
            session.Refuse(Refusal.Invalid("this server has no auth.refresh"), request.ReqId);
            return;
        }

        var check = tokens.Verify(request.Token);
        if (!check.IsValid || check.User != session.User)
        {
            // The old token and its timer stay in force.
            var why = check.IsValid ? "it is somebody else's" : check.Verdict.ToString();
            session.Refuse(new Refusal(ErrorCode.AuthFailed, $"the token is not accepted: {why}"), request.ReqId);
            return;
        }

        session.Refresh(check.ExpiresAt.Value);
        session.Send(new AuthRefreshed { ReqId = request.ReqId });
    }

    private static string CodeFor(TokenVerdict verdict) => verdict switch
    {
        TokenVerdict.Expired => ErrorCode.AuthExpired,
        TokenVerdict.Revoked => ErrorCode.SessionRevoked,
        _ => ErrorCode.AuthFailed,
    };

    private static void Refuse(Session session, string code, string text, string? reqId)
    {
        if (session.Socket.Settings().AuthErrorFatal)
        {
            session.Fail(code, text, reqId);
            return;
        }

        session.AwaitAuthentication();
        session.Refuse(new Refusal(code, text), reqId);
    }
}
