using FakeDialStack.Accounts;
using FakeDialStack.Media;
using FakeDialStack.Protocol;
using FakeDialStack.Sessions;

namespace FakeDialStack.Calls;

/// <summary>Offers and answers on calls that exist: the server's own, and those of clients after a restore (CF-04, E.8).</summary>
internal sealed class Offers(CallScene scene)
{
    /// <summary>What a client is told about an offer that has no answer (CF-11).</summary>
    public static Refusal RefusalFor(MediaRefusal? refusal) => refusal switch
    {
        MediaRefusal.NoCandidate => Refusal.Failed("the offer has no candidate"),
        MediaRefusal.NoCodec => Refusal.Failed("the offer has neither Opus nor PCMU"),
        _ => Refusal.Invalid("the offer is no session description with audio"),
    };

    /// <summary>The server offers: all candidates are inside, so the end of candidates follows at once (L-31).</summary>
    public void Send(Leg leg)
    {
        leg.OwesAnswer = true;
        leg.Send(new SdpOfferFromServer(leg.Call.Id, leg.Media.Offer()));
        leg.Send(new IceDoneFromServer(leg.Call.Id));
    }

    /// <summary>A client offers for a call that it has already.</summary>
    public void Take(Leg leg, SdpOfferFromClient request)
    {
        if (leg.State != LegState.Owned)
        {
            leg.Session!.Refuse(Refusal.Invalid("this call waits for an answer to the server's offer"), null, request.CallId);
            return;
        }

        if (leg.OwesAnswer)
        {
            // Offers have crossed, and the server's wins: the client takes its own back and answers (E.8).
            return;
        }

        var answer = leg.Media.Answer(request.Sdp, scene.Settings.CandidatelessOffer == CandidatelessOffer.Error);
        if (answer.Sdp is null)
        {
            leg.Session!.Refuse(RefusalFor(answer.Refusal), null, request.CallId);
            return;
        }

        leg.Call.TryMove(CallInput.Renegotiated);
        leg.Await(null);
        leg.UnsentAnswer = null;
        leg.Send(new SdpAnswerFromServer(leg.Call.Id, answer.Sdp));
    }

    /// <summary>A client answers an offer of the server on a call that is its own.</summary>
    public void TakeAnswer(Leg leg, SdpAnswerFromClient request)
    {
        if (!leg.OwesAnswer)
        {
            leg.Session!.Refuse(Refusal.Invalid("no offer of the server waits for an answer"), null, request.CallId);
        }
        else if (leg.Media.Accept(request.Sdp))
        {
            leg.OwesAnswer = false;
        }
        else
        {
            leg.Session!.Refuse(Refusal.Invalid("the answer is no session description with audio"), null, request.CallId);
        }
    }
}
