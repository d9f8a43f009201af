using Microsoft.AspNetCore.StaticFiles;

namespace Harness.Drivers.DialIn;

/// <summary>Content types of the files of a page.</summary>
internal static class PageTypes
{
    public static FileExtensionContentTypeProvider Make()
    {
        var types = new FileExtensionContentTypeProvider();
        // Browsers refuse a module of any other type.
        types.Mappings[".mjs"] = "text/javascript";
        return types;
    }
}
