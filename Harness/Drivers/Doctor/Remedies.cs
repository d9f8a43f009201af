namespace Harness.Drivers.Doctor;

/// <summary>What usually helps, for each thing that can be wrong with a driver.</summary>
internal static class Remedies
{
    private static readonly (string Sign, string Mend)[] s_bySign =
    [
        ("to stdout what is no message", "print nothing to stdout but messages of the contract; debug output belongs on stderr"),
        ("cannot be started", "check the command: the program must be on the PATH, and paths are relative to the current folder"),
        ("was ended by signal", "its last words on stderr say what ended it"),
        ("exited early", "the driver must go on until its stdin ends; its last words on stderr say why it did not get as far"),
        ("same request twice", "send one answer for each id, and no answer to a notification"),
        ("does not know the method", "answer all six methods of the contract (the two of the clock only with the capability 'clock')"),
        ("did not answer 'act'", "answer 'act' as soon as the button is pressed; what comes of it is told as events, later"),
        ("did not answer 'clock.settle'", "settle must come back when everything that it names has arrived and the client is idle: check that sockets, frames and requests are counted as the contract says"),
        ("could not do 'act'", "the driver itself failed over this button: press the right one, or don't claim the word; what the client's own API refuses is an event 'error'"),
        ("did not answer", "each request of the harness needs an answer with its id, within 10 s; is what is written flushed?"),
        ("without 'state'", "every answer but that to 'hello' carries 'state' under the virtual clock; or drop the capability 'clock'"),
        ("that cannot be read", "the members and their types are in docs/driver-contract.schema.json"),
        ("which the contract does not have", "use the words of the contract for events"),
        ("no JSON-RPC message", "write one JSON object a line, with \"jsonrpc\": \"2.0\""),
        ("does not see pings", "count pings and pongs as frames and claim the capability 'pings', or play under --clock real"),
        ("got stuck", "everything that leaves or reaches the client must be counted in 'state', sockets and requests alike"),
    ];

    /// <summary>What to do about a broken driver, from how it showed.</summary>
    public static string For(string message) => s_bySign.FirstOrDefault(s => message.Contains(s.Sign, StringComparison.Ordinal)).Mend ?? "";

    /// <summary>What to do when a capability that is claimed does not show.</summary>
    public static string ForCapability(string capability, bool isEvent) => capability switch
    {
        "clock" or "reconnected" => "the client comes back by a timer: under the virtual clock its timers must be faked and the earliest named in state.next",
        "token expiring" => "send the request 'token', and fake the timer by which the client knows that it is time",
        _ when isEvent => $"send the notification 'event' with \"event\": \"{capability}\" when the client tells its app so, or don't claim '{capability}'",
        _ => $"make the action '{capability}' press that button, or don't claim '{capability}'",
    };
}
