using StreamJsonRpc;

namespace Harness.Drivers.Remote;

/// <summary>The line to a driver: a process with its pipes, or a socket that it has dialled.</summary>
internal interface IDriverLink : IAsyncDisposable
{
    /// <summary>Frames the messages.</summary>
    IJsonRpcMessageHandler Handler { get; }

    /// <summary>
    /// What is known about the driver's end, as the end of "the driver …": it printed something else, it exited. Null while nothing
    /// is known. May wait a moment for the exit.
    /// </summary>
    string? WhatWentWrong();

    /// <summary>What it printed to stderr last, as the end of a message; empty where there is no stderr.</summary>
    string LastWords();

    /// <summary>What it prints to stderr; null where there is no stderr.</summary>
    LastWords? Output { get; }
}
