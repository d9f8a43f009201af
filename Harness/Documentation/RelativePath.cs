namespace Harness.Documentation;

/// <summary>Links from page to page.</summary>
internal static class RelativePath
{
    /// <summary>How a page names another file; both from the top of the folder, with slashes.</summary>
    public static string Between(string page, string target)
    {
        if (target.StartsWith('#'))
        {
            return target;
        }

        var (file, anchor) = target.Split('#', 2) is [var before, var after] ? (before, "#" + after) : (target, "");
        if (file == page)
        {
            return anchor;
        }

        var from = page.Split('/')[..^1];
        var to = file.Split('/');
        var same = 0;
        while (same < from.Length && same < to.Length - 1 && from[same] == to[same] && to[same] != "..")
        {
            same++;
        }

        return string.Join('/', [.. Enumerable.Repeat("..", from.Length - same), .. to[same..]]) + anchor;
    }
}
