using System.Threading.Channels;

namespace Harness.Cli.Watching;

/// <summary>
/// Wakes whoever waits when something happens below some folders. It only wakes: what changed is found by looking. Where the
/// system tells nothing (too many watches, a network drive), time wakes.
/// </summary>
internal sealed class FileWakeUp : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<FileSystemWatcher> _watchers = [];

    /// <param name="folders">What to watch, with all below.</param>
    /// <param name="time">For the waits.</param>
    public FileWakeUp(IEnumerable<string> folders, TimeProvider time)
    {
        _time = time;
        foreach (var folder in folders)
        {
            Watch(folder);
        }
    }

    /// <summary>Returns when something happened, or after so long at the most.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var woken = _woken.Reader.WaitToReadAsync(either.Token).AsTask();
        await Task.WhenAny(woken, Task.Delay(atMost, _time, either.Token));
        either.Cancel();
        _woken.Reader.TryRead(out _);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose() => _watchers.ForEach(static watcher => watcher.Dispose());

    private void Watch(string folder)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            _watchers.Add(watcher);
            watcher.Changed += Wake;
            watcher.Created += Wake;
            watcher.Deleted += Wake;
            watcher.Renamed += Wake;
            watcher.Error += Wake;
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception unable) when (unable is IOException or UnauthorizedAccessException or ArgumentException or PlatformNotSupportedException)
        {
            // Time wakes there.
        }
    }

    private void Wake(object sender, EventArgs happened) => _woken.Writer.TryWrite(true);
}
