using Drivers.Tests.Support;

namespace Browser.Tests.Support;

/// <summary>Rules of accessibility that a program can check, of the package axe-core.</summary>
internal static class Axe
{
    /// <summary>What is seriously wrong with the page as it stands, one line each.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(Page page)
    {
        Programs.Npm();
        var folder = Checkout.In("Tests", "Browser.Tests", "tools");
        Programs.InstallPackages(folder);
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(folder, "node_modules", "axe-core", "axe.min.js")) + ";undefined");
        var found = await page.EvaluateAsync("""
            axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .flatMap(({ id, help, nodes }) => nodes.map(node => `${id}: ${help}: ${node.html.slice(0, 300)}: ${node.failureSummary}`)))
            """);
        return [.. found!.AsArray().Select(static one => one!.GetValue<string>())];
    }
}
