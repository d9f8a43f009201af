using FakeDialStack.Flow;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FakeDialStack.Rest;

/// <summary>The REST API of the fake (section H).</summary>
public static class RestEndpoints
{
    /// <summary>
    /// Serves everything under <c>/v1</c> that nothing more specific serves. Unknown paths answer 404 and are told of as well.
    /// </summary>
    public static void Map(IEndpointRouteBuilder endpoints, IRestHost host)
    {
        var api = new RestApi(host);
        var onLoop = LoopEndpoint.OnLoop(host.Flow, host.PeerOf, api.AnswerAsync);
        endpoints.Map("/v1/{**rest}", context =>
        {
            if (!HttpMethods.IsOptions(context.Request.Method))
            {
                return onLoop(context);
            }

            Cors.AnswerPreflight(context);
            return Task.CompletedTask;
        });
    }
}
