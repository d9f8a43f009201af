namespace FakeDialStack.Accounts;

/// <summary>What there is to know about a switch.</summary>
/// <param name="Name">As scenarios write it.</param>
/// <param name="Values">The words it can have.</param>
/// <param name="Default">The word it has when nobody says otherwise.</param>
/// <param name="Doc">One sentence.</param>
/// <param name="Source">Entry of the conflict register, or section.</param>
public sealed record SwitchInfo(string Name, IReadOnlyList<string> Values, string Default, string Doc, string Source);

/// <summary>What a limit counts.</summary>
public enum LimitUnit
{
    /// <summary>Seconds; the name ends in <c>_s</c>.</summary>
    Seconds,

    /// <summary>Milliseconds; the name ends in <c>_ms</c>.</summary>
    Milliseconds,

    /// <summary>Things: frames, bytes, sessions.</summary>
    Count,
}

/// <summary>What there is to know about a limit.</summary>
/// <param name="Name">With its suffix, e.g. <c>ping_interval_s</c>.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Default">In its unit.</param>
/// <param name="Least">Smallest value, in its unit.</param>
/// <param name="Most">Largest value, in its unit.</param>
/// <param name="Doc">One sentence.</param>
/// <param name="Source">Entry of the conflict register, or section.</param>
public sealed record LimitInfo(string Name, LimitUnit Unit, double Default, double Least, double Most, string Doc, string Source)
{
    /// <summary>Without the suffix of the unit; scenarios may write either.</summary>
    public string ShortName => Unit switch
    {
        LimitUnit.Seconds => Name[..^2],
        LimitUnit.Milliseconds => Name[..^3],
        _ => Name,
    };
}
