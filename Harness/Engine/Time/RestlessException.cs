namespace Harness.Engine.Time;

/// <summary>Somebody never comes to rest: it goes on without letting time pass, or without end.</summary>
internal sealed class RestlessException(bool atOneInstant) : Exception(
    atOneInstant ? "went on and on without letting any time pass" : "went on and on without coming to an end");
