using System.Text.Json.Nodes;
using FakeDialStack.Protocol;

namespace FakeDialStack.Control;

/// <summary>What a rule makes the fake do.</summary>
public enum RuleVerb
{
    /// <summary>What a client sends is recorded and not handled; what only the fake sends is swallowed.</summary>
    Ignore,

    /// <summary>What the fake sends goes out later; what only clients send is handled later.</summary>
    Delay,

    /// <summary>The fake answers with the members given, instead of handling what it got.</summary>
    Answer,

    /// <summary>The fake refuses: HTTP 503, or a non-fatal <c>invalid_message</c>, unless the rule says otherwise.</summary>
    Refuse,

    /// <summary>The fake closes the socket instead of sending this.</summary>
    CloseBefore,
}

/// <summary>A deviation of the fake from what it would do by itself.</summary>
/// <param name="Name">As <see cref="RuleFired"/> and <see cref="FrameReceived.ConsumedBy"/> tell it.</param>
/// <param name="Verb">What it makes the fake do.</param>
/// <param name="Target">A message type, <c>ws.open</c>, <c>ws.ping</c>, <c>ws.pong</c>, or <c>GET /v1/…</c> with <c>{id}</c> for any one segment.</param>
public sealed record Rule(string Name, RuleVerb Verb, string Target)
{
    /// <summary>Only for this client; null for all.</summary>
    public string? Peer { get; init; }

    /// <summary>Only for this account; null for all.</summary>
    public AccountId? Account { get; init; }

    /// <summary>How often it works; null for ever.</summary>
    public int? Times { get; init; }

    /// <summary>For <see cref="RuleVerb.Delay"/>.</summary>
    public TimeSpan? By { get; init; }

    /// <summary>HTTP status of an answer or refusal.</summary>
    public int? Status { get; init; }

    /// <summary>Members of the answer; <c>type</c> chooses another message than <c>error</c>. For HTTP the body.</summary>
    public JsonObject? With { get; init; }

    /// <summary>Close the socket right behind the answer.</summary>
    public bool ThenClose { get; init; }

    /// <summary>How often it has worked.</summary>
    public int Fired { get; internal set; }

    internal bool IsSpent => Times is { } times && Fired >= times;
}
