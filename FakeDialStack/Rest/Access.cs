using FakeDialStack.Accounts;
using FakeDialStack.Flow;

namespace FakeDialStack.Rest;

/// <summary>What a call asks for in its <c>Authorization</c> header.</summary>
internal enum Access
{
    /// <summary>The platform key.</summary>
    PlatformKey,

    /// <summary>The platform key and <c>DialStack-Account</c>.</summary>
    PlatformKeyWithAccount,

    /// <summary>A user token.</summary>
    UserToken,
}

/// <summary>Lets callers in, or says why not (section H, L-30).</summary>
internal static class Gate
{
    private const string Scheme = "Bearer ";

    /// <summary>Exactly one of the two is set.</summary>
    public static (Caller? Caller, RestError? Refusal) Admit(IRestHost host, Access access, LoopRequest request)
    {
        var header = request.Headers.GetValueOrDefault("Authorization", "");
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header[Scheme.Length..].Trim() is not { Length: > 0 } secret)
        {
            return Refuse(RestError.Unauthorized("unauthorized", "Send a bearer token."));
        }

        var isKey = secret.StartsWith("sk_", StringComparison.Ordinal);
        return (access, isKey) switch
        {
            (Access.UserToken, true) => Refuse(RestError.Forbidden("This needs a user token; a platform key is for the backend.")),
            (Access.UserToken, false) => AdmitUser(host, secret),
            (_, true) => AdmitKey(host, access, secret, request),
            (_, false) when host.Tokens.Verify(secret).IsValid => Refuse(RestError.Forbidden("This needs a platform key.")),
            _ => Refuse(RestError.Unauthorized("unauthorized", "This is no platform key.")),
        };
    }

    private static (Caller?, RestError?) AdmitKey(IRestHost host, Access access, string key, LoopRequest request)
    {
        if (host.Accounts.FindByKey(key) is not { } account)
        {
            return Refuse(RestError.Unauthorized("unauthorized", "This platform key is not known."));
        }

        if (access == Access.PlatformKey)
        {
            return (new(account), null);
        }

        return request.Headers.GetValueOrDefault("DialStack-Account") switch
        {
            null or "" => Refuse(RestError.Malformed("DialStack-Account", "is missing")),
            var named when named == account.Id.Value => (new(account), null),
            _ => Refuse(RestError.Forbidden("This key has no access to that account.")),
        };
    }

    private static (Caller?, RestError?) AdmitUser(IRestHost host, string token)
    {
        var check = host.Tokens.Verify(token);
        return check.Verdict switch
        {
            TokenVerdict.Valid => (new(check.User!.Account, check.User), null),
            TokenVerdict.Expired => Refuse(RestError.Unauthorized("auth_expired", "The user token has expired.")),
            TokenVerdict.Revoked => Refuse(RestError.Unauthorized("auth_expired", "The user token was revoked.")),
            _ => Refuse(RestError.Unauthorized("auth_failed", "The user token is not valid.")),
        };
    }

    private static (Caller?, RestError?) Refuse(RestError refusal) => (null, refusal);
}
