using System.Diagnostics;

namespace Harness.Drivers.Remote;

/// <summary>
/// Processes that a driver has started and left behind when it went: they are in nobody's tree any more, but still carry the mark that
/// the driver was given in its environment. Linux only; elsewhere a process does not tell another what it was given.
/// </summary>
internal sealed class Descendants
{
    /// <summary>The variable that carries the mark.</summary>
    public const string Variable = "CONFORMANCE_DRIVER";

    /// <summary>A mark that nobody else has.</summary>
    public string Mark { get; } = Path.GetRandomFileName();

    /// <summary>Ends them.</summary>
    public void End()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (var id in Directory.EnumerateDirectories("/proc").Select(static d => int.TryParse(Path.GetFileName(d), out var id) ? id : 0).Where(IsMarked))
        {
            try
            {
                using var process = Process.GetProcessById(id);
                ProcessTree.End(process);
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                // It has gone in the meantime.
            }
        }
    }

    private bool IsMarked(int id)
    {
        try
        {
            return id > 0 && File.ReadAllText($"/proc/{id}/environ").Contains($"{Variable}={Mark}", StringComparison.Ordinal);
        }
        catch (Exception notOurs) when (notOurs is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
