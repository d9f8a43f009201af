using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Harness.Drivers.Remote;
using Harness.Engine;

namespace Harness.Drivers.Browser;

/// <summary>A browser with a page in it, and a profile that goes with it.</summary>
internal sealed class BrowserProcess : IAsyncDisposable
{
    private const int MostAttempts = 20;

    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly LastWords _lastWords = new();
    private readonly Task _listening;
    private readonly Descendants _descendants;
    private readonly CancellationTokenSource _failed = new();

    private BrowserProcess(Process process, Descendants descendants, DirectoryInfo profile)
    {
        _process = process;
        _descendants = descendants;
        Failed = _failed.Token;
        _profile = profile;
        _listening = Task.WhenAll(OutputLines.ReadAsync(process.StandardOutput, Take), OutputLines.ReadAsync(process.StandardError, Take));
        process.EnableRaisingEvents = true;
        // A launcher may exit well and leave the browser to itself.
        process.Exited += (_, _) => FailUnlessWell();
    }

    /// <summary>What it printed last: the page's errors, where the browser prints them.</summary>
    public string LastWords => _lastWords.ToString();

    /// <summary>All that it prints, as far back as it is kept.</summary>
    public LastWords Output => _lastWords;

    /// <summary>Cancelled when it ended badly.</summary>
    public CancellationToken Failed { get; }

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

        var descendants = new Descendants();
        start.Environment[Descendants.Variable] = descendants.Mark;
        try
        {
            return new BrowserProcess(Process.Start(start)!, descendants, profile);
        }
        catch (Exception missing) when (missing is Win32Exception or FileNotFoundException)
        {
            profile.Delete(recursive: true);
            throw new HarnessException($"The browser '{browser}' cannot be started: {missing.Message}.", missing);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        ProcessTree.End(_process);
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        _descendants.End();
        _process.StandardOutput.Close();
        _process.StandardError.Close();
        await _listening.ConfigureAwait(false);
        _process.Dispose();
        await DeleteProfileAsync().ConfigureAwait(false);
    }

    private void FailUnlessWell()
    {
        if (_process.ExitCode != 0)
        {
            _failed.Cancel();
        }
    }

    private async Task DeleteProfileAsync()
    {
        // A helper process of the browser may write its last file a moment after it was ended.
        for (var attempt = 0; _profile.Exists && attempt < MostAttempts; attempt++)
        {
            try
            {
                _profile.Delete(recursive: true);
            }
            catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
            {
                await Task.Delay(s_moment, TimeProvider.System).ConfigureAwait(false);
            }

            _profile.Refresh();
        }
    }

    // The page's own words; what browsers say of themselves helps nobody here.
    private void Take(string line)
    {
        if (line.Contains("CONSOLE", StringComparison.Ordinal) || line.Contains("JavaScript error", StringComparison.Ordinal))
        {
            _lastWords.Add(line);
        }
    }
}
