using System.Diagnostics;
using System.Text.RegularExpressions;
using Drivers.Tests.Support;
using Harness.Drivers.Browser;

namespace Browser.Tests.Support;

/// <summary>Debian's Chromium, headless, for one fixture; its pages are steered over the DevTools protocol.</summary>
internal sealed partial class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly Task _listening;

    private Chromium(Process process, DirectoryInfo profile, Task listening, DevTools tools)
    {
        (_process, _profile, _listening, Tools) = (process, profile, listening, tools);
    }

    private DevTools Tools { get; }

    /// <summary>Starts it, or ignores the test where there is none.</summary>
    /// <param name="hasMicrophone">False: it asks nobody for a microphone and lets none through, whatever the machine has.</param>
    public static async Task<Chromium> StartAsync(bool hasMicrophone = true)
    {
        var profile = Directory.CreateTempSubdirectory("conformance-page-");
        var words = BrowserCommand.For(Programs.Chromium(), profile.FullName, new Uri("about:blank"));
        var start = new ProcessStartInfo(words[0]) { RedirectStandardError = true, RedirectStandardOutput = true };
        var denied = hasMicrophone ? [] : new[] { "--deny-permission-prompts" };
        foreach (var word in words.Skip(1).Where(word => hasMicrophone || !word.Contains("media-stream", StringComparison.Ordinal)).Concat(denied).Prepend("--remote-debugging-port=0"))
        {
            start.ArgumentList.Add(word);
        }

        var process = Process.Start(start)!;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var listening = Task.WhenAll(ReadAsync(process.StandardError, address), ReadAsync(process.StandardOutput, address));
        return new Chromium(process, profile, listening, await DevTools.ConnectAsync(await address.Task.WaitAsync(s_patience)));
    }

    /// <summary>Opens an empty page.</summary>
    public async Task<Page> OpenAsync() => await Page.OpenAsync(Tools);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Tools.DisposeAsync();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        await _listening;
        _process.Dispose();
        Delete();
    }

    private void Delete()
    {
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A helper process of the browser may still be writing its last file; the folder is a temporary one.
        }
    }

    private static async Task ReadAsync(StreamReader output, TaskCompletionSource<Uri> address)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } found)
            {
                address.TrySetResult(new Uri(found.Groups["address"].Value));
            }
        }

        address.TrySetException(new InvalidOperationException("Chromium ended before it could be steered."));
    }

    [GeneratedRegex(@"DevTools listening on (?<address>ws://\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();
}
