namespace Harness.Engine;

/// <summary>How well an entry kept to the <c>within</c> or <c>at</c> of its line.</summary>
public enum TimingGrade
{
    /// <summary>Before the band: not met.</summary>
    TooEarly,

    /// <summary>In the band: met.</summary>
    InBand,

    /// <summary>After the band by no more than the real clock is inexact: met. Never under the virtual clock.</summary>
    Late,

    /// <summary>After the band by more than that: not met.</summary>
    VeryLate,
}
