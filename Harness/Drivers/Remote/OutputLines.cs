using System.Text;

namespace Harness.Drivers.Remote;

/// <summary>Reads what a process prints, line by line, and keeps no more of a line than people read.</summary>
internal static class OutputLines
{
    private const int Longest = 500;

    /// <summary>Reads to the end.</summary>
    public static async Task ReadAsync(StreamReader output, Action<string> take)
    {
        var buffer = new char[4096];
        var line = new StringBuilder();
        try
        {
            int count;
            while ((count = await output.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false)) > 0)
            {
                Split(buffer.AsSpan(0, count), line, take);
            }

            if (line.Length > 0)
            {
                take(line.ToString());
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process has gone.
        }
    }

    private static void Split(ReadOnlySpan<char> text, StringBuilder line, Action<string> take)
    {
        foreach (var c in text)
        {
            if (c == '\n')
            {
                take(line.ToString().TrimEnd('\r'));
                line.Clear();
            }
            else if (line.Length < Longest)
            {
                line.Append(c);
            }
        }
    }
}
