using FakeDialStack.Protocol;
using FakeDialStack.Sessions;

namespace FakeDialStack.Calls;

/// <summary>Transfers are refused, the way the protocol refuses them: the call goes on (E.4, E.5).</summary>
internal static class Transfers
{
    public static void Blind(Leg leg, CallTransfer request) =>
        leg.Session!.Refuse(Judge(leg.Call, request.Destination), request.ReqId, request.CallId);

    public static void Attended(Leg leg, CallTransferAttended request)
    {
        var refusal = request.Step == TransferStep.Complete
            ? Refusal.Invalid("no consult of this call has been answered")
            : Judge(leg.Call, request.Destination ?? "");
        leg.Session!.Refuse(refusal, request.ReqId, request.CallId);
    }

    private static Refusal Judge(Call call, string destination) =>
        CallTransitions.Next(call.State, CallInput.Transfer) is null ? Refusal.Invalid("the call is not active")
        : !DialString.IsValid(destination) ? Refusal.Invalid("a destination is at most 32 of 0-9 + * # A-D")
        : Refusal.Failed("this server transfers no calls");
}
