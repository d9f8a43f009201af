using FakeDialStack.Protocol;

namespace FakeDialStack.Sessions;

/// <summary>Close codes of the fake (B.7, L-01). Clients must take no decision from them (CONN-18).</summary>
internal static class CloseCodes
{
    public const int Normal = 1000;
    public const int GoingAway = 1001;
    public const int BrokenFraming = 1002;
    public const int Binary = 1003;
    public const int NotUtf8 = 1007;
    public const int Policy = 1008;
    public const int TooBig = 1009;
    public const int InternalError = 1011;
    public const int TryAgainLater = 1013;

    /// <summary>The close code that follows a fatal error.</summary>
    public static int For(string errorCode) => errorCode switch
    {
        ErrorCode.GoingAway => GoingAway,
        ErrorCode.InternalError => InternalError,
        ErrorCode.SlowConsumer or ErrorCode.RateLimited or ErrorCode.IdleTimeout => TryAgainLater,
        _ => Policy,
    };
}
