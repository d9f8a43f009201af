using System.Text.Json.Nodes;

namespace FakeDialStack.Pstn;

/// <summary>Who is told what the far end of a dialog does: the call on whose behalf the dialog exists.</summary>
internal interface IPstnUser
{
    /// <summary>180, with or without a description.</summary>
    void Alerting(Dialog dialog, bool withMedia);

    /// <summary>183 with a description.</summary>
    void EarlyMedia(Dialog dialog);

    /// <summary>200 to our INVITE, acknowledged.</summary>
    void Answered(Dialog dialog);

    /// <summary>A final response that is no 200; the end reason says which.</summary>
    void Refused(Dialog dialog, string endReason);

    /// <summary>The caller gave up before the answer.</summary>
    void Cancelled(Dialog dialog);

    /// <summary>The far end hung up.</summary>
    void HungUp(Dialog dialog);

    /// <summary>The far end narrowed its media, or widened it again.</summary>
    void Held(Dialog dialog, bool held);
}

/// <summary>Who takes calls that come in from a far end.</summary>
internal interface IPstnEntry
{
    /// <summary>A far end calls. The dialog is open and 100 is given; everything else is up to the entry.</summary>
    void Invited(Dialog dialog, JsonObject with);
}
