namespace Harness.Drivers;

/// <summary>A client whose driver answers later than it was asked.</summary>
internal interface IBusyClient
{
    /// <summary>
    /// True while an answer is outstanding; under the real clock nobody is quiet as long. Asked on the thread that runs the
    /// loop, again and again until it is false; after some 30 s the run is given up.
    /// </summary>
    bool IsBusy { get; }
}
