namespace Harness.Drivers;

/// <summary>Where the drivers of a suite come from: one that lives in this process, or processes and pages elsewhere.</summary>
public interface IDriverSource : IAsyncDisposable
{
    /// <summary>Name of the client, for reports.</summary>
    string Name { get; }

    /// <summary>Actions and events that it knows, in the words of the scenario language, and further capabilities.</summary>
    IReadOnlyList<string> Capabilities { get; }

    /// <summary>How long the client keeps a call in which no media arrives; null for ever.</summary>
    TimeSpan? SilentMediaPatience => null;

    /// <summary>True while somebody looks at the driver in a debugger: nothing that it does has a deadline.</summary>
    bool IsHeld => false;

    /// <summary>Lends a driver to one run. May wait until one is there; not on a loop.</summary>
    /// <param name="isExclusive">True: nobody else may use the same driver meanwhile.</param>
    /// <exception cref="Engine.HarnessException">There is none.</exception>
    IDriverSession Open(bool isExclusive);
}

/// <summary>A driver, lent to one run.</summary>
public interface IDriverSession : IAsyncDisposable
{
    /// <summary>Makes a client. On the loop.</summary>
    IDrivenClient Create(ClientSetup setup);
}
