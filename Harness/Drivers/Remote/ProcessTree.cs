using System.ComponentModel;
using System.Diagnostics;

namespace Harness.Drivers.Remote;

/// <summary>Ends a process with everything that it has started.</summary>
internal static class ProcessTree
{
    public static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It, or a part of it, has gone in the meantime, or is not ours to end.
        }
    }
}
