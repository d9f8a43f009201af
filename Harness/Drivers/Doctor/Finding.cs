namespace Harness.Drivers.Doctor;

/// <summary>How one examination went.</summary>
internal enum Health
{
    /// <summary>As it must be.</summary>
    Well,

    /// <summary>Claimed, but the driver did not get as far; the words say where it stopped.</summary>
    NotReached,

    /// <summary>Could not be examined; the words say why.</summary>
    Unknown,

    /// <summary>Something is to be mended.</summary>
    Ill,
}

/// <summary>What the doctor found out about one thing.</summary>
/// <param name="Health">How it is.</param>
/// <param name="Subject">What was examined: <c>hello</c>, a capability, <c>clock</c>.</param>
/// <param name="Words">What was seen, for people.</param>
/// <param name="Mend">What to do about it; empty for nothing.</param>
internal sealed record Finding(Health Health, string Subject, string Words, string Mend = "");
