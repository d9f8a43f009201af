namespace FakeDialStack.Media;

/// <summary>Ends the media of the users' legs. The seam behind which real media can stand.</summary>
public interface IMediaGateway
{
    /// <summary>Opens the media of one leg: addresses and ICE credentials of its own. Loop only.</summary>
    IMediaLeg Open();
}

/// <summary>The media of one leg, up to the peer connection of one session. RFC 3264. Loop only.</summary>
public interface IMediaLeg : IDisposable
{
    /// <summary>The server's offer: Opus preferred, all candidates inside (E.2, L-31).</summary>
    string Offer();

    /// <summary>Answers a client's offer; also describes early media.</summary>
    /// <param name="offer">The client's description.</param>
    /// <param name="needsCandidate">An offer without any candidate is refused rather than answered without ICE (CF-11).</param>
    MediaAnswer Answer(string offer, bool needsCandidate);

    /// <summary>Takes the client's answer to <see cref="Offer"/>.</summary>
    /// <returns>False when it is no description of one audio stream.</returns>
    bool Accept(string answer);

    /// <summary>Which ways the user's audio is let through: a held or muted leg is narrowed, without a word to the client (E.3).</summary>
    void Narrow(bool fromClient, bool toClient);
}

/// <summary>What came of an offer: a description, or the reason for none.</summary>
/// <param name="Sdp">The answer; null when refused.</param>
/// <param name="Refusal">Why not; null when answered.</param>
public sealed record MediaAnswer(string? Sdp, MediaRefusal? Refusal);

/// <summary>Why an offer has no answer.</summary>
public enum MediaRefusal
{
    /// <summary>The text is no session description, or describes no audio.</summary>
    NotSdp,

    /// <summary>No candidate is inside, and the account's policy wants one.</summary>
    NoCandidate,

    /// <summary>Neither Opus nor PCMU is offered.</summary>
    NoCodec,
}
