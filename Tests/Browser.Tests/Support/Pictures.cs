namespace Browser.Tests.Support;

/// <summary>Pictures of pages for people to look at: kept where the variable CONFORMANCE_PICTURES names a folder, else not taken.</summary>
internal static class Pictures
{
    /// <summary>Takes one of what is in sight.</summary>
    public static async Task TakeAsync(Page page, string name)
    {
        if (Environment.GetEnvironmentVariable("CONFORMANCE_PICTURES") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), await page.PictureAsync());
        }
    }
}
