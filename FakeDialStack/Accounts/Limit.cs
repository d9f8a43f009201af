using System.Globalization;

namespace FakeDialStack.Accounts;

/// <summary>One limit: its range, and how to set it.</summary>
internal sealed class Limit
{
    private readonly Func<AccountSettings, double, AccountSettings> _set;

    private readonly Func<AccountSettings, double> _get;

    private Limit(LimitInfo info, Func<AccountSettings, double> get, Func<AccountSettings, double, AccountSettings> set)
    {
        Info = info;
        _get = get;
        _set = set;
    }

    /// <summary>For diagnostics and editors.</summary>
    public LimitInfo Info { get; }

    /// <summary>A time in seconds.</summary>
    public static Limit Time(
        string name, double least, double most, string source, string doc, Func<AccountSettings, TimeSpan> get, Func<AccountSettings, TimeSpan, AccountSettings> set) =>
        new(
            new(name, LimitUnit.Seconds, get(new()).TotalSeconds, least, most, doc, source),
            settings => get(settings).TotalSeconds,
            (settings, value) => set(settings, TimeSpan.FromSeconds(value)));

    /// <summary>A time in milliseconds.</summary>
    public static Limit Milliseconds(
        string name, double least, double most, string source, string doc, Func<AccountSettings, TimeSpan> get, Func<AccountSettings, TimeSpan, AccountSettings> set) =>
        new(
            new(name, LimitUnit.Milliseconds, get(new()).TotalMilliseconds, least, most, doc, source),
            settings => get(settings).TotalMilliseconds,
            (settings, value) => set(settings, TimeSpan.FromMilliseconds(value)));

    /// <summary>A number of things.</summary>
    public static Limit Count(
        string name, double least, double most, string source, string doc, Func<AccountSettings, int> get, Func<AccountSettings, int, AccountSettings> set) =>
        new(
            new(name, LimitUnit.Count, get(new()), least, most, doc, source),
            settings => get(settings),
            (settings, value) => set(settings, (int)value));

    /// <summary>What it is, in its unit.</summary>
    public double Get(AccountSettings settings) => _get(settings);

    /// <summary>Sets it from a number or a time in words; the name as it was written decides the unit of a bare number.</summary>
    public AccountSettings Set(AccountSettings settings, string writtenName, string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return Set(settings, writtenName, number);
        }

        return LimitText.TryRead(text, out var time)
            ? Set(settings, time)
            : throw new ArgumentException($"'{Info.Name}' cannot be '{text}'; write a number, or a time such as 500ms, 30s or 1h.", nameof(text));
    }

    /// <summary>Sets it from a number, in the unit that the name says; without a suffix, seconds for times.</summary>
    public AccountSettings Set(AccountSettings settings, string writtenName, double number) =>
        SetInOwnUnit(settings, Info.Unit == LimitUnit.Milliseconds && writtenName == Info.ShortName ? number * 1000 : number);

    /// <summary>Sets it from a time.</summary>
    public AccountSettings Set(AccountSettings settings, TimeSpan time) => Info.Unit switch
    {
        LimitUnit.Seconds => SetInOwnUnit(settings, time.TotalSeconds),
        LimitUnit.Milliseconds => SetInOwnUnit(settings, time.TotalMilliseconds),
        _ => throw new ArgumentException($"'{Info.Name}' is a number, not a time.", nameof(time)),
    };

    private AccountSettings SetInOwnUnit(AccountSettings settings, double value)
    {
        // Written so that NaN is out of range as well.
        if (!(value >= Info.Least && value <= Info.Most))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"'{Info.Name}' cannot be {value}; it is from {Info.Least} to {Info.Most}."), nameof(value));
        }

        return Info.Unit == LimitUnit.Count && value != Math.Floor(value)
            ? throw new ArgumentException($"'{Info.Name}' is a whole number.", nameof(value))
            : _set(settings, value);
    }
}
