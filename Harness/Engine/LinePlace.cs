using Harness.Scenarios;

namespace Harness.Engine;

/// <summary>Where a line of a scenario has its place in the record of a run.</summary>
/// <param name="Line">The line.</param>
/// <param name="Start">Number of the first entry that it is about; of the first one behind it where it has none.</param>
/// <param name="Entries">The entries that satisfied it; empty for what is scripted.</param>
internal sealed record LinePlace(Line Line, int Start, IReadOnlyList<int> Entries);
