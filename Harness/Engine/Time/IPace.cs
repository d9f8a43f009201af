namespace Harness.Engine.Time;

/// <summary>How a run gets on: what it means to wait, and for how long, under the clock that it is played with.</summary>
internal interface IPace
{
    /// <summary>How long an expectation without a time of its own may take (rule 8).</summary>
    TimeSpan Patience { get; }

    /// <summary>How long to look, after giving up, whether the entry still comes, only to be able to say how late it was.</summary>
    TimeSpan LateSearch { get; }

    /// <summary>How long the record stays open when everything is satisfied and quiet (rule 7).</summary>
    TimeSpan Closing { get; }

    /// <summary>How exact times are, as far as is known by now.</summary>
    Slack Slack { get; }

    /// <summary>Since when it has been quiet: now under the virtual clock, and before the wait that showed it under the real one.</summary>
    TimeSpan QuietSince { get; }

    /// <summary>Runs until everybody is quiet.</summary>
    /// <exception cref="HarnessException">Something never came back, or code on the loop threw.</exception>
    /// <exception cref="RestlessException">Somebody never comes to rest.</exception>
    void Settle();

    /// <summary>Does something as the loop, and settles.</summary>
    void Do(Action action);

    /// <summary>Lets time pass until something has happened and everybody is quiet again, at most to the limit, counted from the start of the run. False at the limit.</summary>
    bool Step(TimeSpan limit);

    /// <summary>Runs the loop until the work is done, whatever is still on its way: the end of a run is not judged.</summary>
    void TakeDown(Func<Task> work);
}
