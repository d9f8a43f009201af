namespace FakeDialStack.Media;

/// <summary>
/// Describes media that a browser accepts, and moves none: enough for everything that is about signalling.
/// The same seed describes the same media.
/// </summary>
public sealed class CannedMediaGateway(int seed) : IMediaGateway
{
    private const int FirstPort = 40000;
    private const int LastPort = 49998;

    private readonly Random _random = new(seed);
    private int _port = FirstPort;

    /// <inheritdoc/>
    public IMediaLeg Open()
    {
        var port = _port;
        _port = _port >= LastPort ? FirstPort : _port + 2;
        return new CannedMediaLeg(new SdpIdentity(
            _random.NextInt64(1, long.MaxValue), port, Hex(4), Hex(12), Fingerprint()));
    }

    private string Hex(int bytes) => Convert.ToHexStringLower(Bytes(bytes));

    private string Fingerprint() => string.Join(':', Bytes(32).Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private sealed class CannedMediaLeg(SdpIdentity identity) : IMediaLeg
    {
        private int _version;

        public string Offer() => SdpWriter.Offer(identity, ++_version);

        public MediaAnswer Answer(string offer, bool needsCandidate)
        {
            if (SdpDescription.Read(offer) is not { } read || read.Media.FirstOrDefault(m => m.Kind == "audio") is not { } audio)
            {
                return new MediaAnswer(null, MediaRefusal.NotSdp);
            }

            if (needsCandidate && !audio.HasCandidate)
            {
                return new MediaAnswer(null, MediaRefusal.NoCandidate);
            }

            return audio.PayloadOf("opus/48000/2") is null && audio.PayloadOf("PCMU/8000") is null
                ? new MediaAnswer(null, MediaRefusal.NoCodec)
                : new MediaAnswer(SdpWriter.Answer(identity, ++_version, read, withIce: audio.HasCandidate), null);
        }

        public bool Accept(string answer) => SdpDescription.Read(answer) is { } read && read.Media.Any(m => m.Kind == "audio");

        public void Narrow(bool fromClient, bool toClient)
        {
            // Nothing flows, so there is nothing to stop.
        }

        public void Dispose()
        {
            // No port is held.
        }
    }
}
