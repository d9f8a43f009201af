namespace Harness.Cli;

/// <summary>Who is tested and how it is reached, as the command line says it.</summary>
internal sealed record ClientWanted
{
    /// <summary><c>reference</c>, <c>mutant:name</c>, <c>listen[:port]</c>, <c>browser:url-or-folder</c>, or the command of a driver.</summary>
    public string Client { get; init; } = ClientChoice.Reference;

    /// <summary>Address that drivers and clients connect to; null for loopback.</summary>
    public string? Bind { get; init; }

    /// <summary>Name or address under which they find it; null for the bound one.</summary>
    public string? Advertise { get; init; }

    /// <summary>A PEM or PKCS #12 file with certificate and key; null for plain text.</summary>
    public string? Certificate { get; init; }

    /// <summary>True: nothing has a deadline while somebody looks at the driver in a debugger.</summary>
    public bool Hold { get; init; }

    /// <summary>Name or path of the browser; null takes the first that is there.</summary>
    public string? Browser { get; init; }
}
