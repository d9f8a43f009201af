namespace Fixtures.ReferenceClient;

/// <summary>
/// One negotiation of media with the gateway, without media behind it. A restored call gets a new one (RESTORE-03);
/// everything else, hold included, keeps the one it has (HOLD-04).
/// </summary>
internal sealed class PeerConnection(MediaSecrets secrets, long session, string direction)
{
    private int _version;

    /// <summary>The secrets it stands for.</summary>
    public MediaSecrets Secrets { get; } = secrets;

    /// <summary>The description that the far side gave last; null before any.</summary>
    public string? Remote { get; private set; }

    /// <summary>True while an offer of ours waits for its answer.</summary>
    public bool IsOffering { get; private set; }

    /// <summary>True after <see cref="Close"/>.</summary>
    public bool IsClosed { get; private set; }

    public string Offer()
    {
        IsOffering = true;
        return MadeSdp.Offer(Secrets, session, ++_version, direction);
    }

    /// <summary>Answers an offer; an own one that was under way gives way (E.8: the server's offer wins).</summary>
    public string Answer(string offer)
    {
        IsOffering = false;
        Remote = offer;
        return MadeSdp.Answer(Secrets, session, ++_version, offer, direction);
    }

    /// <summary>Takes a provisional answer; the final one replaces it (MEDIA-07).</summary>
    public void TakeProvisional(string answer)
    {
        if (IsOffering)
        {
            Remote = answer;
        }
    }

    public void TakeAnswer(string answer)
    {
        if (IsOffering)
        {
            IsOffering = false;
            Remote = answer;
        }
    }

    public void Close() => IsClosed = true;
}
