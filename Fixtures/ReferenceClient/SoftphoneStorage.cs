namespace Fixtures.ReferenceClient;

/// <summary>What the client keeps on the device: it outlives a cold restart. Loop only.</summary>
public sealed class SoftphoneStorage
{
    /// <summary>The token that was adopted last; null after a sign-out or a revocation (SESS-03).</summary>
    public string? Token { get; set; }

    /// <summary>The address presented with every authenticate (RECON-06), or null.</summary>
    public string? EmergencyAddressId { get; set; }

    /// <summary>True while the user wants to be reachable; a restart connects again then.</summary>
    public bool Online { get; set; }

    /// <summary>False after a sign-out, until the next sign-in.</summary>
    public bool SignedIn { get; set; } = true;
}
