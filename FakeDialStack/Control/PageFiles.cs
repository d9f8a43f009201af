using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace FakeDialStack.Control;

/// <summary>Serves the files of a page, with headers that let it load nothing from elsewhere.</summary>
/// <param name="files">Where they lie.</param>
/// <param name="framedBy">Who may show it in a frame.</param>
internal sealed class PageFiles(IFileProvider files, string framedBy)
{
    private static readonly FileExtensionContentTypeProvider s_types = Types();

    private readonly string _policy = string.Join("; ",
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'", "frame-src 'self'",
        "base-uri 'none'", "form-action 'none'", $"frame-ancestors {framedBy}");

    /// <summary>Serves a file by its path below the folder; the empty path is its index.html.</summary>
    public async Task ServeAsync(HttpContext context, string path)
    {
        var file = files.GetFileInfo("/" + (path.Length == 0 ? "index.html" : path));
        if (!file.Exists || file.IsDirectory || !s_types.TryGetContentType(file.Name, out var type))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        context.Response.ContentType = type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type;
        context.Response.ContentLength = file.Length;
        await using var content = file.CreateReadStream();
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static FileExtensionContentTypeProvider Types()
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings.Clear();
        types.Mappings[".html"] = "text/html";
        types.Mappings[".css"] = "text/css";
        // Browsers refuse a module of any other type.
        types.Mappings[".mjs"] = "text/javascript";
        return types;
    }
}
