using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace FakeDialStack.Rest;

/// <summary>One page of a list (section H): limit 1 to 100, default 10; the cursor is opaque, and clients follow the URLs verbatim.</summary>
internal static class ListPage
{
    private const int DefaultLimit = 10;
    private const int MostLimit = 100;
    private const string Cursor = "from:";

    /// <summary>The envelope with the page that the request asks for, or why not.</summary>
    public static RestResult Of<T>(RestCall call, IReadOnlyList<T> items, Func<T, JsonNode> write)
    {
        var query = QueryHelpers.ParseQuery(call.Request.Query);
        var limit = DefaultLimit;
        if (query.TryGetValue("limit", out var asked) && (!TryNumber(asked[0], out limit) || limit is < 1 or > MostLimit))
        {
            return RestResult.Refused(new(
                400, "validation_error", $"limit must be between 1 and {MostLimit}", new JsonObject { ["limit"] = "out of range" }));
        }

        var from = 0;
        if (query.TryGetValue("page", out var page) && !TryCursor(page[0], items.Count, out from))
        {
            return RestResult.Refused(new(400, "invalid_pagination", "The page is not one that a list named."));
        }

        string Url(int start) => QueryHelpers.AddQueryString(
            call.Request.Path,
            query.Where(q => q.Key is not ("limit" or "page"))
                .SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v)))
                .Prepend(new("page", Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{Cursor}{start}"))))
                .Prepend(new("limit", limit.ToString(CultureInfo.InvariantCulture))));

        return RestResult.Ok(new JsonObject
        {
            ["object"] = "list",
            ["url"] = call.Request.Path,
            ["next_page_url"] = from + limit < items.Count ? Url(from + limit) : null,
            ["previous_page_url"] = from > 0 ? Url(Math.Max(0, from - limit)) : null,
            ["data"] = new JsonArray([.. items.Skip(from).Take(limit).Select(write)]),
        });
    }

    private static bool TryCursor(string? page, int count, out int from)
    {
        from = 0;
        Span<byte> bytes = stackalloc byte[32];
        return page is { Length: < 32 }
            && Base64Url.IsValid(page)
            && Base64Url.TryDecodeFromChars(page, bytes, out var length)
            && Encoding.ASCII.GetString(bytes[..length]) is var cursor
            && cursor.StartsWith(Cursor, StringComparison.Ordinal)
            && TryNumber(cursor[Cursor.Length..], out from)
            && from <= count;
    }

    private static bool TryNumber(string? text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
