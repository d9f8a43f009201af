using System.Text.Json.Nodes;

namespace Fixtures.Backend;

/// <summary>No token was minted.</summary>
/// <param name="status">HTTP status; 0 when the server could not be reached.</param>
/// <param name="message">What happened.</param>
public sealed class MintFailedException(int status, string message) : Exception(message)
{
    /// <summary>HTTP status; 0 when the server could not be reached.</summary>
    public int Status { get; } = status;
}

/// <summary>The answer of the REST API to a request of the backend.</summary>
/// <param name="Status">HTTP status; 0 when the server could not be reached.</param>
/// <param name="Body">The body as text.</param>
public sealed record BackendAnswer(int Status, string Body);

/// <summary>A webhook that reached the backend.</summary>
/// <param name="Id">Id of the event; the same in every attempt. Empty when the body was none.</param>
/// <param name="Type">Type of the event.</param>
/// <param name="Event">The whole envelope.</param>
/// <param name="IsSigned">The signature fits the body and one of our endpoints, and is fresh (I.1).</param>
/// <param name="IsRepeat">An event with this id came before.</param>
/// <param name="At">When.</param>
public sealed record ReceivedWebhook(string Id, string Type, JsonObject Event, bool IsSigned, bool IsRepeat, DateTimeOffset At);
