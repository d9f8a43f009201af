namespace Harness.Cli;

/// <summary>How this program is called, in commands that people paste.</summary>
internal static class ProgramWords
{
    /// <summary><c>conformance</c>, or how it is started in a checkout.</summary>
    public static string Of(SuiteLocation? suite) => suite is { InCheckout: true } ? "dotnet run --project Harness --" : "conformance";
}
