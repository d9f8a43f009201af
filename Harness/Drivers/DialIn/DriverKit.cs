namespace Harness.Drivers.DialIn;

/// <summary>The JavaScript kit that travels with the harness, for pages.</summary>
internal static class DriverKit
{
    /// <summary>Its sources; null where they are not there.</summary>
    public static string? Folder(string executableDirectory)
    {
        var folder = Path.Combine(executableDirectory, "Drivers", "js", "src");
        return Directory.Exists(folder) ? folder : null;
    }
}
