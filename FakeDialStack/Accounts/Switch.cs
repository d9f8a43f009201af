namespace FakeDialStack.Accounts;

/// <summary>One switch: its words, and how to read and set it.</summary>
internal sealed class Switch
{
    private readonly Func<AccountSettings, string> _get;
    private readonly Func<AccountSettings, string, AccountSettings?> _set;

    private Switch(SwitchInfo info, Func<AccountSettings, string> get, Func<AccountSettings, string, AccountSettings?> set)
    {
        Info = info;
        _get = get;
        _set = set;
    }

    /// <summary>For diagnostics and editors.</summary>
    public SwitchInfo Info { get; }

    /// <summary>A switch over a member of the settings.</summary>
    public static Switch Of<T>(
        string name,
        string source,
        string doc,
        Func<AccountSettings, T> get,
        Func<AccountSettings, T, AccountSettings> set,
        params (T Value, string Word)[] words)
    {
        string Word(AccountSettings settings) =>
            Array.Find(words, w => EqualityComparer<T>.Default.Equals(w.Value, get(settings))).Word;

        AccountSettings? Apply(AccountSettings settings, string word)
        {
            var index = Array.FindIndex(words, w => w.Word == word);
            return index < 0 ? null : set(settings, words[index].Value);
        }

        return new(new(name, [.. words.Select(w => w.Word)], Word(new AccountSettings()), doc, source), Word, Apply);
    }

    /// <summary>The word that the switch has.</summary>
    public string Get(AccountSettings settings) => _get(settings);

    /// <summary>The settings with another word.</summary>
    /// <exception cref="ArgumentException">Not a word of this switch.</exception>
    public AccountSettings Set(AccountSettings settings, string word) =>
        _set(settings, word)
        ?? _set(settings, Plain(word))
        ?? throw new ArgumentException($"'{Info.Name}' cannot be '{word}'; it is one of: {string.Join(", ", Info.Values)}.", nameof(word));

    // YAML knows on and off as true and false, so they arrive as either.
    private static string Plain(string word) => word switch { "true" => "on", "false" => "off", _ => word };
}
