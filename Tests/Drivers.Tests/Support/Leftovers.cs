namespace Drivers.Tests.Support;

/// <summary>Processes that carry a mark on their command line.</summary>
internal static class Leftovers
{
    /// <summary>A mark that nobody else has.</summary>
    public static string Mark() => $"mark-{Path.GetRandomFileName()}";

    /// <summary>Command lines with the mark. Linux only: elsewhere a process does not tell another how it was started.</summary>
    public static IReadOnlyList<string> With(string mark)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        return [.. Directory.EnumerateDirectories("/proc").Where(static d => int.TryParse(Path.GetFileName(d), out _)).Select(CommandOf).Where(c => c.Contains(mark, StringComparison.Ordinal))];
    }

    private static string CommandOf(string process)
    {
        try
        {
            // A process that has ended and was not waited for yet has no command line any more.
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
