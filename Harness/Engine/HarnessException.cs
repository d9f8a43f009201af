namespace Harness.Engine;

/// <summary>The harness, the fake or a driver broke; says nothing about the client under test.</summary>
public sealed class HarnessException(string message, Exception? inner = null) : Exception(message, inner);
