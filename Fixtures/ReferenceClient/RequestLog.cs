namespace Fixtures.ReferenceClient;

/// <summary>What a request was for, so that an error finds its way back (ERR-03).</summary>
internal enum RequestKind
{
    Dial,
    Answer,
    Reject,
    Hangup,
    Hold,
    Resume,
    Mute,
    Transfer,
}

/// <summary>The requests whose errors may still come, by <c>req_id</c>.</summary>
internal sealed class RequestLog
{
    private const int LongestMemory = 200;

    private readonly List<(string ReqId, ClientCall Call, RequestKind Kind)> _sent = [];

    public void Note(string reqId, ClientCall call, RequestKind kind)
    {
        if (_sent.Count == LongestMemory)
        {
            _sent.RemoveAt(0);
        }

        _sent.Add((reqId, call, kind));
    }

    public (ClientCall Call, RequestKind Kind)? Find(string? reqId)
    {
        var at = reqId is null ? -1 : _sent.FindLastIndex(sent => sent.ReqId == reqId);
        return at < 0 ? null : (_sent[at].Call, _sent[at].Kind);
    }
}
