namespace Harness.Drivers;

/// <summary>A client whose driver answers later than it was asked.</summary>
internal interface IBusyClient
{
    /// <summary>
    /// True while an answer is outstanding; under the real clock nobody is quiet as long. Whatever makes it false must post
    /// to the loop, or record something.
    /// </summary>
    bool IsBusy { get; }
}
