using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Harness.Tests.ReferenceClient;

/// <summary>Tokens that look like one; nobody verifies them here.</summary>
internal static class MadeToken
{
    public static string ExpiringAt(long seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Part("""{"alg":"none"}""")}.{Part($$"""{"sub":"user_1","exp":{{seconds}}}""")}.{Part("signature")}");

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
