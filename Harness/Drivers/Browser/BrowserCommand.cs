namespace Harness.Drivers.Browser;

/// <summary>The command lines of browsers: headless, with a profile of their own, a microphone that plays a tone, and no questions.</summary>
internal static class BrowserCommand
{
    private static readonly string[] s_chromium =
    [
        "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-extensions", "--mute-audio", "--autoplay-policy=no-user-gesture-required",
        "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        // A page that nobody sees must not be slowed down.
        "--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows",
        // A certificate of one's own is for phones that trust it; this browser is ours and need not.
        "--ignore-certificate-errors",
        "--enable-logging=stderr", "--log-level=0",
    ];

    private const string FirefoxPreferences = """
        user_pref("media.navigator.permission.disabled", true);
        user_pref("media.navigator.streams.fake", true);
        user_pref("media.autoplay.default", 0);
        user_pref("media.peerconnection.ice.loopback", true);
        user_pref("media.peerconnection.ice.obfuscate_host_addresses", false);
        user_pref("browser.shell.checkDefaultBrowser", false);
        user_pref("browser.startup.homepage_override.mstone", "ignore");
        user_pref("datareporting.policy.dataSubmissionEnabled", false);
        user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
        user_pref("app.update.enabled", false);
        user_pref("network.captive-portal-service.enabled", false);
        user_pref("network.connectivity-service.enabled", false);
        user_pref("dom.min_background_timeout_value", 4);
        user_pref("dom.timeout.enable_budget_timer_throttling", false);

        """;

    /// <summary>Program and arguments; prepares the profile.</summary>
    /// <param name="browser">The executable.</param>
    /// <param name="profile">An empty folder.</param>
    /// <param name="page">What it opens.</param>
    public static IReadOnlyList<string> For(string browser, string profile, Uri page)
    {
        if (Path.GetFileName(browser).Contains("firefox", StringComparison.OrdinalIgnoreCase))
        {
            File.WriteAllText(Path.Combine(profile, "user.js"), FirefoxPreferences);
            return [browser, "--headless", "--no-remote", "--profile", profile, page.ToString()];
        }

        // As root, Chromium refuses to start inside its sandbox.
        var sandbox = Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? new[] { "--no-sandbox" } : [];
        return [browser, .. s_chromium, .. sandbox, $"--user-data-dir={profile}", page.ToString()];
    }
}
