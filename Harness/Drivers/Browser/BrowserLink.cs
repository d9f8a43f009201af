using Harness.Drivers.DialIn;
using Harness.Drivers.Remote;
using StreamJsonRpc;

namespace Harness.Drivers.Browser;

/// <summary>A driver in a page of a browser that the harness has started: both go together.</summary>
internal sealed class BrowserLink(DialInLink link, BrowserProcess browser) : IDriverLink
{
    public IJsonRpcMessageHandler Handler => link.Handler;

    public string? WhatWentWrong() => browser is { Failed.IsCancellationRequested: true, Exit: { } exit } ? $"went away with its browser, which {exit}" : link.WhatWentWrong();

    public string LastWords() => browser.LastWords;

    public LastWords? Output => browser.Output;

    public async ValueTask DisposeAsync()
    {
        await link.DisposeAsync().ConfigureAwait(false);
        await browser.DisposeAsync().ConfigureAwait(false);
    }
}
