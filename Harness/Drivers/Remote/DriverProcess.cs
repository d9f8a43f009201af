using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using Harness.Engine;
using StreamJsonRpc;

namespace Harness.Drivers.Remote;

/// <summary>A driver that the harness has started as a process of its own, with everything that it starts in turn.</summary>
internal sealed class DriverProcess : IDriverLink
{
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(500);

    private readonly Process _process;
    private readonly Descendants _descendants;
    private readonly LineGuard _stdout;
    private readonly LastWords _lastWords = new();
    private readonly Task _stderr;

    private DriverProcess(Process process, Descendants descendants)
    {
        _process = process;
        _descendants = descendants;
        _stdout = new LineGuard(process.StandardOutput.BaseStream);
        _stderr = OutputLines.ReadAsync(process.StandardError, _lastWords.Add);
        Handler = new LineHandler(PipeWriter.Create(process.StandardInput.BaseStream), PipeReader.Create(_stdout));
    }

    public IJsonRpcMessageHandler Handler { get; }

    /// <summary>Starts it.</summary>
    /// <param name="words">Program and arguments.</param>
    /// <param name="directory">Where it starts.</param>
    /// <exception cref="HarnessException">There is no such program.</exception>
    public static DriverProcess Start(IReadOnlyList<string> words, string directory)
    {
        var start = new ProcessStartInfo(words[0])
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in words.Skip(1))
        {
            start.ArgumentList.Add(word);
        }

        var descendants = new Descendants();
        start.Environment[Descendants.Variable] = descendants.Mark;
        try
        {
            return new DriverProcess(Process.Start(start)!, descendants);
        }
        catch (Exception missing) when (missing is Win32Exception or FileNotFoundException)
        {
            throw new HarnessException($"The driver '{words[0]}' cannot be started: {missing.Message}. Is it installed, and is the path right?", missing);
        }
    }

    public string? WhatWentWrong()
    {
        if (_stdout.ForeignLine is { } line)
        {
            return $"printed to stdout what is no message of the contract: \"{line}\" (stdout is for the contract; print to stderr)";
        }

        // Its pipes close a moment before it is gone.
        if (!_process.WaitForExit(s_moment))
        {
            return null;
        }

        _stderr.Wait(s_moment);
        return !OperatingSystem.IsWindows() && _process.ExitCode is > 128 and < 193
            ? string.Create(CultureInfo.InvariantCulture, $"was ended by signal {_process.ExitCode - 128}")
            : string.Create(CultureInfo.InvariantCulture, $"exited early, with code {_process.ExitCode}");
    }

    public string LastWords() => _lastWords.ToString();

    public LastWords? Output => _lastWords;

    /// <summary>Closes its stdin, by which it knows that it is over; what does not go by itself is ended.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The process, or the writer of messages, has closed it already.
        }

        using (var farewell = new CancellationTokenSource(s_farewell, TimeProvider.System))
        {
            try
            {
                await _process.WaitForExitAsync(farewell.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Ended below.
            }
        }

        // Its children, too: a driver may be a script that starts the real one.
        ProcessTree.End(_process);
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        _descendants.End();
        // A grandchild that left the tree may still hold the pipe: closing it ends the reading.
        _process.StandardError.Close();
        await _stderr.ConfigureAwait(false);
        _process.Dispose();
    }
}
