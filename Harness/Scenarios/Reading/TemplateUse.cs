namespace Harness.Scenarios.Reading;

/// <summary>What a value is read for.</summary>
internal enum TemplateUse
{
    /// <summary>It is compared with what came: everything may stand in it.</summary>
    Match,

    /// <summary>It is handed over: only values.</summary>
    Give,

    /// <summary>A member of what is made up and sent: a value, or <c>$as</c> for one that is made up.</summary>
    Make,

    /// <summary>Inside such a member: only values.</summary>
    Made,
}
