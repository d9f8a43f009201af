using Harness.Engine;

namespace Harness.Drivers.Browser;

/// <summary>Finds a browser in the usual places.</summary>
internal static class BrowserFinder
{
    private static readonly string[] s_names =
    [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge", "firefox", "firefox-esr",
    ];

    private static readonly string[] s_places =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
        @"C:\Program Files\Mozilla Firefox\firefox.exe",
    ];

    /// <summary>The executable.</summary>
    /// <param name="wanted">A path, or a name to look for; null takes the first that is there.</param>
    /// <param name="path">The variable PATH.</param>
    /// <exception cref="HarnessException">There is none.</exception>
    public static string Find(string? wanted, string path)
    {
        if (wanted is not null && File.Exists(wanted))
        {
            return wanted;
        }

        // One name stands for the packages and builds that carry it: firefox is firefox-esr on a plain Debian.
        var names = wanted is null ? s_names : [wanted, .. s_names.Where(n => n.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))];
        var folders = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") }))
            .Concat(s_places.Where(place => wanted is null || Path.GetFileName(place).Contains(wanted, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(File.Exists)
            ?? throw new HarnessException(wanted is null
                ? "No browser was found. Install Chromium or Firefox (on Debian: apt-get install chromium), or name one with --browser PATH."
                : $"There is no browser '{wanted}'. Give its path, or a name that is on the PATH.");
    }
}
