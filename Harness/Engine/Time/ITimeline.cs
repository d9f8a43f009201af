namespace Harness.Engine.Time;

/// <summary>What a pace needs to know of the record: whether something happens, and what time it is.</summary>
internal interface ITimeline
{
    /// <summary>Another one whenever something was recorded.</summary>
    int Version { get; }

    /// <summary>Time since the start of the run.</summary>
    TimeSpan Now { get; }
}
