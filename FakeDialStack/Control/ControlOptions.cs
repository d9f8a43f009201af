using Microsoft.Extensions.FileProviders;

namespace FakeDialStack.Control;

/// <summary>Who may use the control API, and what its console page offers.</summary>
public sealed record ControlOptions
{
    /// <summary>
    /// What requests must show (<c>Authorization: Bearer …</c>). Null: nothing, and only connections and Host headers of
    /// loopback are let in.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>The files of a softphone's page, with an <c>index.html</c>; served under <c>/softphone/</c>. Null for none.</summary>
    public IFileProvider? DialPad { get; init; }
}
