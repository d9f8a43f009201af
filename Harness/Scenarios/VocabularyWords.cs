namespace Harness.Scenarios;

/// <summary>A word of the language.</summary>
/// <param name="Name">As files write it.</param>
/// <param name="Doc">What it means, as the end of a sentence.</param>
/// <param name="Arguments">Members that its <c>with</c> may have.</param>
public sealed record Word(string Name, string Doc, params IReadOnlyList<Argument> Arguments);

/// <summary>A member of the <c>with</c> of an action or event.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Required">True: an action without it means nothing.</param>
/// <param name="Values">The words it may be; null when anything goes.</param>
public sealed record Argument(string Name, bool Required = false, IReadOnlyList<string>? Values = null);

/// <summary>A verb of a rule or fault.</summary>
/// <param name="Name">As files write it.</param>
/// <param name="Doc">What it does.</param>
/// <param name="Modifiers">Modifiers that it takes, besides <c>as</c>, <c>when</c> and <c>note</c>.</param>
public sealed record Verb(string Name, string Doc, params IReadOnlyList<string> Modifiers);

/// <summary>How a client's part begins.</summary>
/// <param name="Name">What stands after <c>is:</c>.</param>
/// <param name="Doc">What it means: the client …</param>
/// <param name="Needs">Capabilities that it takes.</param>
public sealed record Beginning(string Name, string Doc, params IReadOnlyList<string> Needs);

/// <summary>Who sends a PSTN signal because a scenario says so.</summary>
public enum PstnSides
{
    /// <summary>Only the server's side of the leg shows it; a far end does it by itself where SIP requires it.</summary>
    Server,

    /// <summary>Either side.</summary>
    Both,
}

/// <summary>A SIP method or status of the PSTN leg.</summary>
/// <param name="Name">As files write it.</param>
/// <param name="Sides">Whether a far end may be told to send it.</param>
/// <param name="Doc">What it means.</param>
/// <param name="Members">What it carries, besides what all of them may carry.</param>
public sealed record PstnSignal(string Name, PstnSides Sides, string Doc, params IReadOnlyList<string> Members);

/// <summary>A fact of a WebSocket.</summary>
/// <param name="Name">As files write it.</param>
/// <param name="ByClient">May stand on client → server.</param>
/// <param name="ByServer">May stand on server → client.</param>
/// <param name="Injectable">May be injected.</param>
/// <param name="Doc">What it is.</param>
/// <param name="Members">What it carries.</param>
public sealed record SocketName(string Name, bool ByClient, bool ByServer, bool Injectable, string Doc, params IReadOnlyList<string> Members);
