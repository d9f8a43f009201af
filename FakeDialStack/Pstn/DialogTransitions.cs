namespace FakeDialStack.Pstn;

/// <summary>The dialog between the fake and a far end. RFC 3261 §12, §13.</summary>
public enum DialogState
{
    /// <summary>The INVITE has gone out or come in.</summary>
    Invited,

    /// <summary>A provisional response other than 100 has been given.</summary>
    Proceeding,

    /// <summary>Answered with 200 and acknowledged.</summary>
    Confirmed,

    /// <summary>Over.</summary>
    Terminated,
}

/// <summary>The steps that a far end can take by script.</summary>
public enum DialogInput
{
    /// <summary>180 or 183.</summary>
    Provisional,

    /// <summary>200 to the INVITE.</summary>
    Accept,

    /// <summary>Any final response that is no 200.</summary>
    Refuse,

    /// <summary>The caller gives up before the answer.</summary>
    Cancel,

    /// <summary>One side hangs up.</summary>
    Bye,

    /// <summary>re-INVITE, REFER, digits: inside an answered dialog.</summary>
    Inside,
}

/// <summary>Which step is possible when. A CANCEL needs a dialog of the caller's own, which its owner checks.</summary>
public static class DialogTransitions
{
    /// <summary>The state after the step; null where SIP does not allow it.</summary>
    public static DialogState? Next(DialogState state, DialogInput input) => (state, input) switch
    {
        (DialogState.Invited or DialogState.Proceeding, DialogInput.Provisional) => DialogState.Proceeding,
        (DialogState.Invited or DialogState.Proceeding, DialogInput.Accept) => DialogState.Confirmed,
        (DialogState.Invited or DialogState.Proceeding, DialogInput.Refuse or DialogInput.Cancel) => DialogState.Terminated,
        (DialogState.Confirmed, DialogInput.Bye) => DialogState.Terminated,
        (DialogState.Confirmed, DialogInput.Inside) => DialogState.Confirmed,
        _ => null,
    };
}
