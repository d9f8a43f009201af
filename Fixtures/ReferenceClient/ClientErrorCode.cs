namespace Fixtures.ReferenceClient;

/// <summary>Codes of <c>error</c> events that never come from the wire (section J, last row).</summary>
public static class ClientErrorCode
{
    /// <summary>There is no authenticated socket.</summary>
    public const string TransportClosed = "transport_closed";

    /// <summary>The ICE servers could not be fetched.</summary>
    public const string IceFetchFailed = "ice_fetch_failed";

    /// <summary>The user does not let the app have the microphone.</summary>
    public const string MicPermissionDenied = "mic_permission_denied";

    /// <summary>The backend minted no token.</summary>
    public const string TokenRefreshFailed = "token_refresh_failed";

    /// <summary>The action does not fit the state of any call. This client's own word.</summary>
    public const string WrongState = "wrong_state";
}
