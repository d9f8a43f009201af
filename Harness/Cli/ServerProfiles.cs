namespace Harness.Cli;

/// <summary><c>--profile</c>: the editions of the server that the fake can play.</summary>
internal static class ServerProfiles
{
    /// <summary>The edition where neither scenario nor command line names one.</summary>
    public const string Default = "default";

    /// <summary>Names, with what they stand for.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> All { get; } =
    [
        (Default, "the rule of every conflict of the sources, resolved for the suite"),
        ("docs-1.0", "the published pages, protocol page 1.0.0 included, taken literally"),
        ("sdk-3", "what version 3.0.0 of the SDK expects and describes"),
        ("sdk-next", "what the SDK's repository says after 3.0.0"),
    ];
}
