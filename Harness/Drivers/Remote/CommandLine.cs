using System.Text;

namespace Harness.Drivers.Remote;

/// <summary>Takes a command line apart as shells do, as far as drivers need it: spaces, quotes, backslashes inside quotes.</summary>
internal static class CommandLine
{
    /// <summary>Program and arguments; empty for an empty text.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        char? quote = null;
        var isWord = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote is not null && c == '\\' && i + 1 < text.Length && (text[i + 1] == quote || text[i + 1] == '\\'))
            {
                word.Append(text[++i]);
            }
            else if (c == quote)
            {
                quote = null;
            }
            else if (quote is null && (c is '"' or '\''))
            {
                (quote, isWord) = (c, true);
            }
            else if (quote is null && char.IsWhiteSpace(c))
            {
                Finish();
            }
            else
            {
                word.Append(c);
                isWord = true;
            }
        }

        Finish();
        return words;

        void Finish()
        {
            if (isWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            isWord = false;
        }
    }
}
