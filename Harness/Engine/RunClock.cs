namespace Harness.Engine;

/// <summary>Which clock runs are played with.</summary>
public enum RunClock
{
    /// <summary>Time jumps to the next timer when everybody is quiet: for clients that can follow it.</summary>
    Virtual,

    /// <summary>The clock on the wall: for any client.</summary>
    Real,
}
