namespace Harness.Scenarios;

/// <summary>
/// What one file says, for one row of its examples: columns are inserted already and lines whose <c>when</c> does not
/// hold are left out. Immutable; runs are made from it.
/// </summary>
/// <param name="Id"><c>area/name</c>, from the path of the file.</param>
/// <param name="At">The first character of the file.</param>
/// <param name="Title">One sentence.</param>
/// <param name="Covers">Requirements that the scenario announces.</param>
/// <param name="About">Prose, or null.</param>
/// <param name="Given">Who takes part, and how things stand.</param>
/// <param name="Row">The row of <c>examples</c>, or null without examples.</param>
/// <param name="Seeds">How many runs with different seeds; 1 unless the file says so.</param>
/// <param name="Lines">What must happen, in the order of the file.</param>
public sealed record Scenario(
    string Id,
    SourcePosition At,
    string Title,
    IReadOnlyList<string> Covers,
    string? About,
    Given Given,
    ExampleRow? Row,
    int Seeds,
    IReadOnlyList<Line> Lines);

/// <summary>One row of <c>examples</c>.</summary>
/// <param name="Label">As it stands in names of runs: <c>offerer=client</c>, columns joined by a comma and a space.</param>
/// <param name="Columns">Column to text.</param>
public sealed record ExampleRow(string Label, IReadOnlyDictionary<string, string> Columns);

/// <summary>How things stand before the first line.</summary>
public sealed record Given
{
    /// <summary>Users by name, in the order of the file.</summary>
    public IReadOnlyList<GivenUser> Users { get; init; } = [];

    /// <summary>Clients by name, in the order of the file.</summary>
    public IReadOnlyList<GivenClient> Clients { get; init; } = [];

    /// <summary>Far ends with their numbers; <c>caller</c> is there even when the file names none.</summary>
    public IReadOnlyList<GivenFarEnd> FarEnds { get; init; } = [];

    /// <summary>The customer's backend.</summary>
    public GivenBackend Backend { get; init; } = new();

    /// <summary>Profile, switches and limits of the server.</summary>
    public GivenServer Server { get; init; } = new();

    /// <summary><c>virtual</c> or <c>real</c> when the scenario insists on a clock; else null.</summary>
    public string? Clock { get; init; }

    /// <summary>Capabilities that the client must have, those implied by lines included.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];
}

/// <summary>A user of the scenario's account.</summary>
/// <param name="At">Where the file names it.</param>
/// <param name="Name">Its name in the file.</param>
/// <param name="MobilePushWakeup"><c>config.mobile_push_wakeup</c>.</param>
/// <param name="DoNotDisturb"><c>do_not_disturb</c>.</param>
/// <param name="Id">An id of the file's choice (AUTH-09), or null.</param>
public sealed record GivenUser(SourcePosition At, string Name, bool MobilePushWakeup, bool DoNotDisturb, string? Id)
{
    /// <summary>Push services that the backend under test holds a device of this user for: <c>apns</c>, <c>fcm</c>.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];
}

/// <summary>A client lane.</summary>
/// <param name="At">Where the file names it.</param>
/// <param name="Name">Its name in the file.</param>
/// <param name="User">Whose client it is.</param>
/// <param name="Is">The beginning to play first: <c>connected</c>, <c>in an outbound call</c> … or null.</param>
/// <param name="TokenProvider">False: the client is given one token and cannot ask for another.</param>
/// <param name="Options">Further options handed to the driver as they are.</param>
public sealed record GivenClient(SourcePosition At, string Name, string User, string? Is, bool TokenProvider, IReadOnlyDictionary<string, string> Options);

/// <summary>Somebody on the PSTN leg.</summary>
public sealed record GivenFarEnd(SourcePosition At, string Name, string Number);

/// <summary>The stub backend.</summary>
public sealed record GivenBackend
{
    /// <summary>True: the customer's own backend is the thing under test (needs <c>--backend</c>).</summary>
    public bool UnderTest { get; init; }

    /// <summary>Lifetime of the tokens that it mints; null leaves it to the server's default.</summary>
    public TimeSpan? TokenTtl { get; init; }

    /// <summary>True when it has registered a webhook endpoint.</summary>
    public bool Webhooks { get; init; }
}

/// <summary>The server's edition.</summary>
public sealed record GivenServer
{
    /// <summary><c>default</c>, <c>docs-1.0</c>, <c>sdk-3</c> or <c>sdk-next</c>; null leaves it to the command line.</summary>
    public string? Profile { get; init; }

    /// <summary>Switches by name, in the order of the file.</summary>
    public IReadOnlyDictionary<string, string> Switches { get; init; } = new Dictionary<string, string>();

    /// <summary>Limits by name, in seconds (or plain numbers for counts and bytes).</summary>
    public IReadOnlyDictionary<string, double> Limits { get; init; } = new Dictionary<string, double>();
}
