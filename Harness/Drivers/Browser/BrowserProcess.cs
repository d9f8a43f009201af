using System.Diagnostics;
using System.Globalization;
using Harness.Drivers.Remote;

namespace Harness.Drivers.Browser;

/// <summary>A browser with a page in it, and a profile that goes with it.</summary>
internal sealed class BrowserProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly LastWords _lastWords = new();
    private readonly Task _listening;

    private BrowserProcess(Process process, DirectoryInfo profile)
    {
        _process = process;
        _profile = profile;
        _listening = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>What it printed last: the page's errors, where the browser prints them.</summary>
    public string LastWords => _lastWords.ToString();

    /// <summary>How it ended, as the end of "the browser …"; null while it runs.</summary>
    public string? Exit => _process.HasExited ? string.Create(CultureInfo.InvariantCulture, $"exited with code {_process.ExitCode}") : null;

    /// <summary>Starts it.</summary>
    public static BrowserProcess Start(string browser, Uri page)
    {
        var profile = Directory.CreateTempSubdirectory("conformance-browser-");
        var words = BrowserCommand.For(browser, profile.FullName, page);
        var start = new ProcessStartInfo(words[0]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in words.Skip(1))
        {
            start.ArgumentList.Add(word);
        }

        try
        {
            return new BrowserProcess(Process.Start(start)!, profile);
        }
        catch
        {
            profile.Delete(recursive: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        _process.StandardOutput.Close();
        _process.StandardError.Close();
        await _listening.ConfigureAwait(false);
        _process.Dispose();
        DeleteProfile();
    }

    private void DeleteProfile()
    {
        // A helper process of the browser may write its last file a moment after it was ended.
        for (var attempt = 0; _profile.Exists && attempt < 5; attempt++)
        {
            try
            {
                _profile.Delete(recursive: true);
            }
            catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
            {
                Thread.Yield();
            }

            _profile.Refresh();
        }
    }

    private async Task ReadAsync(StreamReader output)
    {
        try
        {
            while (await output.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
            {
                // The page's own words; what browsers say of themselves helps nobody here.
                if (line.Contains("CONSOLE", StringComparison.Ordinal) || line.Contains("JavaScript error", StringComparison.Ordinal))
                {
                    _lastWords.Add(line);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The browser has gone.
        }
    }
}
