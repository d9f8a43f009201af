namespace Harness.Scenarios.Reading;

/// <summary>What a value is read for.</summary>
internal enum TemplateUse
{
    /// <summary>It is compared with what came: everything may stand in it.</summary>
    Match,

    /// <summary>It is handed over: only values.</summary>
    Give,

    /// <summary>It is made up and sent: values, and operators that say what to make.</summary>
    Make,
}
