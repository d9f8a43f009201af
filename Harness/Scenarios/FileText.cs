using System.Text;

namespace Harness.Scenarios;

/// <summary>Reads files that people wrote. What cannot be read is a mistake with a place, never an exception.</summary>
internal static class FileText
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text; null when it cannot be read, which is then reported.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="shown">The path as messages show it.</param>
    /// <param name="bag">Takes the mistake.</param>
    public static string? Read(string path, string shown, DiagnosticBag bag)
    {
        try
        {
            return Decode(File.ReadAllBytes(path), shown, bag);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            bag.Add(new SourcePosition(shown, 1, 1), "cannot be read: " + exception.Message);
            return null;
        }
    }

    // Editors of some systems write UTF-16 and say so in the first bytes.
    private static string? Decode(byte[] bytes, string shown, DiagnosticBag bag)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return new StreamReader(new MemoryStream(bytes), detectEncodingFromByteOrderMarks: true).ReadToEnd();
        }

        var start = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        try
        {
            return s_strict.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException bad)
        {
            var before = bytes.AsSpan(start, bad.Index);
            var line = s_strict.GetString(before[(before.LastIndexOf((byte)'\n') + 1)..]);
            bag.Add(
                new SourcePosition(shown, before.Count((byte)'\n') + 1, line.Length + 1),
                $"this is not UTF-8: the byte 0x{bad.BytesUnknown?[0] ?? 0:X2} begins no character; save the file as UTF-8");
            return null;
        }
    }
}
