namespace FakeDialStack.Rest;

/// <summary>One call of the API.</summary>
/// <param name="Method">GET, POST …</param>
/// <param name="Pattern">Its path; <c>{id}</c> stands for one segment.</param>
/// <param name="Access">Who may.</param>
/// <param name="Handle">What it does.</param>
internal sealed record Route(string Method, string Pattern, Access Access, Func<RestCall, RestResult> Handle)
{
    private readonly string[] _segments = Pattern.Split('/');

    /// <summary>The id in a path that fits, empty when the pattern has none; null when the path does not fit.</summary>
    public string? Match(string path)
    {
        var segments = path.Split('/');
        var id = "";
        if (segments.Length != _segments.Length)
        {
            return null;
        }

        for (var i = 0; i < segments.Length; i++)
        {
            if (_segments[i] == "{id}" && segments[i].Length > 0)
            {
                id = Uri.UnescapeDataString(segments[i]);
            }
            else if (segments[i] != _segments[i])
            {
                return null;
            }
        }

        return id;
    }
}
