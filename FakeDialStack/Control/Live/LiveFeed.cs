using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using FakeDialStack.Flow;

namespace FakeDialStack.Control.Live;

/// <summary>
/// The live transcript: what happens as it happens, and a bounded memory of it for whoever comes late or comes back. It lives
/// on the loop; readers are elsewhere.
/// </summary>
internal sealed class LiveFeed : IDisposable
{
    /// <summary>Entries that are remembered.</summary>
    public const int Remembered = 5000;

    // A reader that is that far behind is cut off; it comes back with the number of what it has.
    private const int LongestQueue = 2000;
    private const int RunIdLength = 8;

    private readonly DialStackPlatform _platform;
    private readonly DateTimeOffset _began;
    private readonly EntryMaker _maker;
    private readonly Queue<LiveEntry> _memory = new();
    private readonly List<Channel<LiveEntry>> _readers = [];
    private long _last;

    public LiveFeed(DialStackPlatform platform)
    {
        _platform = platform;
        _began = platform.Time.GetUtcNow();
        Lanes = new LaneNames(platform.Accounts);
        _maker = new EntryMaker(Lanes);
        platform.Happened += OnHappened;
    }

    /// <summary>Tells numbers of this run from those of one before.</summary>
    public string RunId { get; } = RandomNumberGenerator.GetHexString(RunIdLength, lowercase: true);

    /// <summary>How lanes are called.</summary>
    public LaneNames Lanes { get; }

    /// <summary>Where the state lives.</summary>
    public Loop Loop => _platform.Flow.Loop;

    /// <summary>What is remembered, oldest first. Loop only.</summary>
    public IReadOnlyCollection<LiveEntry> Memory => _memory;

    /// <summary>Records something that no event of the fake tells: a fault that was made, a setting that was changed. Loop only.</summary>
    public void Note(string kind, string from, string to, string name, JsonObject? fields = null) =>
        Add(new Happening(kind, from, to, LiveScrubber.Text(name), LiveScrubber.Fields(fields ?? [])), _platform.Time.GetUtcNow());

    /// <summary>Everything after this number that is remembered, and from then on what comes. Loop only.</summary>
    public LiveReading Read(long after)
    {
        var channel = Channel.CreateBounded<LiveEntry>(LongestQueue);
        _readers.Add(channel);
        return new LiveReading(this, channel, [.. _memory.SkipWhile(e => e.Number <= after)]);
    }

    /// <summary>Nobody reads there any more. Loop only.</summary>
    public void Forget(Channel<LiveEntry> reader) => _readers.Remove(reader);

    public void Dispose()
    {
        _platform.Happened -= OnHappened;
        foreach (var reader in _readers)
        {
            reader.Writer.TryComplete();
        }
    }

    private void OnHappened(FakeEvent happened)
    {
        if (_maker.Make(happened) is { } made)
        {
            Add(made, happened.At);
        }
    }

    private void Add(Happening happening, DateTimeOffset at)
    {
        var entry = new LiveEntry(++_last, at - _began, happening.Kind, happening.From, happening.To, happening.Name, happening.Fields)
        {
            Marks = happening.Marks,
            Injected = happening.Injected,
        };
        _memory.Enqueue(entry);
        if (_memory.Count > Remembered)
        {
            _memory.Dequeue();
        }

        foreach (var reader in _readers.Where(r => !r.Writer.TryWrite(entry)))
        {
            reader.Writer.TryComplete();
        }
    }
}

/// <summary>One reader of the feed.</summary>
internal sealed class LiveReading(LiveFeed feed, Channel<LiveEntry> channel, IReadOnlyList<LiveEntry> past) : IAsyncDisposable
{
    /// <summary>What had happened before.</summary>
    public IReadOnlyList<LiveEntry> Past => past;

    /// <summary>What happens from then on; completes when the reader is too slow, or the feed ends.</summary>
    public ChannelReader<LiveEntry> Coming => channel.Reader;

    public async ValueTask DisposeAsync() => await feed.Loop.InvokeAsync(() =>
    {
        feed.Forget(channel);
        return true;
    });
}
