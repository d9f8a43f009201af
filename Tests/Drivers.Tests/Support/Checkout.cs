using System.Runtime.CompilerServices;

namespace Drivers.Tests.Support;

/// <summary>The repository that the tests were built in.</summary>
internal static class Checkout
{
    public static string Root { get; } = RootOf();

    public static string In(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string RootOf([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
