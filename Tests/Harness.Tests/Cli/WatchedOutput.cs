using System.Text;

namespace Harness.Tests.Cli;

/// <summary>Output that a test reads while it is written.</summary>
internal sealed class WatchedOutput : StringWriter
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();

    public WatchedOutput() => NewLine = "\n";

    public string Text
    {
        get
        {
            lock (_lock)
            {
                return _text.ToString();
            }
        }
    }

    public override void Write(char value)
    {
        lock (_lock)
        {
            _text.Append(value);
        }
    }

    public override void Write(string? value)
    {
        lock (_lock)
        {
            _text.Append(value);
        }
    }

    public override void Write(char[] buffer, int index, int count)
    {
        lock (_lock)
        {
            _text.Append(buffer, index, count);
        }
    }

    public override string ToString() => Text;
}
