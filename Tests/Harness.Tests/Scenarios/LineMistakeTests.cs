using NUnit.Framework;

namespace Harness.Tests.Scenarios;

/// <summary>Mistakes in lines: heads, modifiers, values, labels, captures. The line stands in line 7 of its file.</summary>
public sealed class LineMistakeTests
{
    [TestCase("laptop => server: ping", "7:5: 'laptop => server': only the server injects, into a client or the backend")]
    [TestCase("laptop->server: ping", "7:5: write it with single spaces: 'laptop -> server'")]
    [TestCase("laptp -> server: ping", "7:5: unknown party 'laptp'; did you mean 'laptop'?")]
    [TestCase("app -> server: ping", "7:5: nothing goes from app to server")]
    [TestCase("laptop -> : ping", "7:5: 'laptop ->' is no arrow; write it as 'laptop -> server'")]
    [TestCase("laptop -> server:", "7:22: what goes along 'laptop -> server' must be a name, not nothing")]
    [TestCase("app -> laptop: hangup", "7:20: unknown action 'hangup'; did you mean 'hang up'?")]
    [TestCase("laptop -> app: answred", "7:20: unknown event 'answred'; did you mean 'answered'?")]
    [TestCase("laptop -> server: call.incoming", "7:23: 'call.incoming' does not go from laptop to server: only the server sends it")]
    [TestCase("server -> laptop: call.hold", "7:23: 'call.hold' does not go from server to laptop: only clients send it")]
    [TestCase("laptop -> server: GET /v1/webrtc/ice-server", "7:23: unknown request 'GET /v1/webrtc/ice-server'; did you mean 'GET /v1/webrtc/ice-servers'?")]
    [TestCase("laptop -> server: ws.opn", "7:23: unknown message 'ws.opn'; did you mean 'ws.open'?")]
    [TestCase("server => laptop: ws.open", "7:23: unknown message 'ws.open'")]
    [TestCase("caller -> server: INVIT", "7:23: unknown PSTN signal 'INVIT'; did you mean 'INVITE'?")]
    [TestCase("caller -> server: ACK", "7:23: a far end sends ACK by itself; leave the line out")]
    [TestCase("server -> backend: call.ended", "7:24: unknown webhook event 'call.ended'; did you mean 'call.end'?")]
    [TestCase("backend -> server: push", "7:24: a backend asks the server by HTTP, such as POST /v1/user_sessions; 'push' is no request")]
    [TestCase("backend -> apns: push", "7:5: the stub backend pushes to a client; apns and fcm are for 'backend: under test'")]
    [TestCase("clocks: 30s", "7:5: 'clocks' begins no line; a line begins with an arrow (laptop -> server) or with clock, network, server, backend, note, any order, in order, one of, race; did you mean 'clock'?")]
    [TestCase("{ with: { a: 1 }, laptop -> server: ping }", "7:23: the head comes first: put 'laptop -> server' above 'with'")]
    [TestCase("{ note: x, laptop -> server: ping }", "7:16: the head comes first: put 'laptop -> server' above the note")]
    [TestCase("{ laptop -> server: ping, clock: 3s }", "7:31: 'clock' would be a second head; a line has one, and it comes first")]
    [TestCase("laptop", "7:5: a line must be a map, not 'laptop'")]
    [TestCase("{}", "7:5: a line without anything in it")]
    public void In_a_head(string line, string mistake) => Assert.That(MistakesOf(line), Does.Contain(mistake));

    [TestCase("network: drop laptop", "7:14: unknown verb 'drop' of network; did you mean 'drops'?")]
    [TestCase("network: drops", "7:14: 'drops' wants something behind it, such as 'drops laptop'")]
    [TestCase("network: drops lapto", "7:14: unknown client 'lapto'; did you mean 'laptop'?")]
    [TestCase("network: delays laptop", "7:14: 'delays' wants 'by', such as by: 3s")]
    [TestCase("{ network: drops laptop, for: 5s }", "7:30: 'for' does not belong to 'network: drops'")]
    [TestCase("server: ignore call.create", "7:13: unknown verb 'ignore' of server; did you mean 'ignores'?")]
    [TestCase("server: ignores call.creat", "7:13: unknown message 'call.creat'; did you mean 'call.create'?")]
    [TestCase("server: closes before call.create", "7:13: 'closes before' cannot apply to 'call.create'")]
    [TestCase("server: refuses GET /v1/user", "7:13: unknown request 'GET /v1/user'; did you mean 'GET /v1/users'?")]
    [TestCase("{ server: ignores ping, for: 5s }", "7:34: unknown client '5s'; a rule lasts from here on, and 'for' names a client")]
    [TestCase("{ server: refuses ws.open, status: 5xx }", "7:40: a rule answers with one status, not with 5xx")]
    [TestCase("{ server: answers call.create, then: closes }", "7:42: then is 'close', or 'close' with a code such as 1008, not 'closes'; did you mean 'close'?")]
    [TestCase("{ server: answers ping, with: { code: $any } }", "7:43: $any matches what comes; here a value is wanted")]
    [TestCase("server: sets alice", "7:13: 'sets alice' wants 'with'")]
    [TestCase("{ server: sets alise, with: { name: x } }", "7:15: 'sets' applies to a user, to 'switches' or to 'limits', not to 'alise'; did you mean 'alice'?")]
    [TestCase("{ server: sets alice, with: { nam: x } }", "7:35: user 'alice' has no key 'nam'; did you mean 'name'?")]
    [TestCase("{ server: sets switches, with: { restor: destroy } }", "7:38: unknown switch 'restor'; did you mean 'restore'?")]
    [TestCase("{ server: sets limits, with: { ring_limit: never } }", "7:48: 'ring_limit_s' is a duration such as 500ms or 30s, not 'never'")]
    [TestCase("backend: refuses tokens", "7:14: a rule of the backend applies to token or webhook, not to 'tokens'; did you mean 'token'?")]
    [TestCase("{ backend: answers webhook, with: { a: b } }", "7:33: 'with' does not belong to 'backend: answers'")]
    [TestCase("backend: sets token", "7:14: 'sets' is for the server; the backend has nothing to set")]
    public void Of_the_stage(string line, string mistake) => Assert.That(MistakesOf(line), Does.Contain(mistake));

    [TestCase("{ laptop -> server: ping, wihin: 5s }", "7:31: unknown key 'wihin' in a line; did you mean 'within'?")]
    [TestCase("{ app -> laptop: hold, never: 5s }", "7:28: 'never' does not belong to an action")]
    [TestCase("{ server => laptop: network.changed, within: 5s }", "7:42: 'within' does not belong to an injection")]
    [TestCase("{ laptop -> app: held, socket: 1 }", "7:28: 'socket' does not belong to an event of the client")]
    [TestCase("{ laptop -> server: ping, status: 200 }", "7:31: 'status' does not belong to a frame")]
    [TestCase("{ laptop -> server: GET /v1/me/directory, status: ok }", "7:55: status is three digits or a class such as 4xx, not 'ok'")]
    [TestCase("{ clock: 5s, within: 5s }", "7:18: 'within' does not belong to a clock line")]
    [TestCase("{ laptop -> server: ping, within: 5s, at: 1s..2s }", "7:47: a line has 'within' or 'at', not both")]
    [TestCase("{ laptop -> server: ping, at: 5s }", "7:35: at is a band such as 0.5s..1.1s, not '5s'")]
    [TestCase("{ laptop -> server: ping, at: 5s..1s }", "7:35: the band 5s..1s ends before it begins")]
    [TestCase("{ laptop -> server: ping, since: laptop connected }", "7:38: 'since' wants a 'within' or an 'at' beside it")]
    [TestCase("{ laptop -> server: ping, within: 1s, since: then }", "7:50: no line is labelled 'then'")]
    [TestCase("{ laptop -> server: ping, never: forever }", "7:38: never is a duration, 'to the end' or 'until <label>', not 'forever'")]
    [TestCase("{ laptop -> server: ping, never: until then }", "7:38: no line is labelled 'then'")]
    [TestCase("{ laptop -> server: ping, never: 5s, optional: true }", "7:52: 'optional' beside 'never' means nothing: the window says it all")]
    [TestCase("{ laptop -> server: ping, never: 5s, within: 1s }", "7:50: 'within' beside 'never' means nothing: the window says it all")]
    [TestCase("{ laptop -> server: ping, times: 0 }", "7:38: times must be a whole number from 1, not '0'")]
    [TestCase("{ laptop -> server: ping, optional: maybe }", "7:41: optional must be true or false, not 'maybe'")]
    [TestCase("server => laptop: ws.text", "7:23: ws.text wants its bytes under 'raw', or its text under 'with'")]
    [TestCase("{ server => laptop: pong, raw: x }", "7:36: 'raw' belongs to ws.text, ws.binary, ws.ping and ws.pong; a message has its members under 'with'")]
    [TestCase("{ server => laptop: ws.text, raw: x, with: { text: y } }", "7:39: 'raw' beside 'text': one of them says what is sent")]
    [TestCase("{ server => backend: call.end, tampering: one bite }", "7:47: unknown tampering 'one bite'; did you mean 'one byte'?")]
    public void In_modifiers(string line, string mistake) => Assert.That(MistakesOf(line), Does.Contain(mistake));

    [TestCase("{ laptop -> server: call.hold, with: { callid: x } }", "7:44: message 'call.hold' has no member 'callid'; did you mean 'call_id'?")]
    [TestCase("{ laptop -> server: call.hold, with: { call_id: 5 } }", "7:53: 'call_id' is text, not '5'")]
    [TestCase("{ server -> laptop: call.held, with: { held_by: me } }", "7:53: 'held_by' is one of local, remote, not 'me'")]
    [TestCase("{ server -> laptop: error, with: { fatal: 'yes' } }", "7:47: 'fatal' is true or false, not 'yes'")]
    [TestCase("{ app -> laptop: call, with: { destination: '101' } }", "7:36: action 'call' has no member 'destination'")]
    [TestCase("app -> laptop: call", "7:20: 'call' wants 'to' under 'with'")]
    [TestCase("{ app -> laptop: microphone, with: { state: broken } }", "7:49: 'state' is one of grants, denies, delays, changes, loses, not 'broken'")]
    [TestCase("{ laptop -> app: ended, with: { why: hangup } }", "7:37: event 'ended' has no member 'why'")]
    [TestCase("caller -> server: INVITE", "7:23: INVITE wants 'to' under 'with': a user or a number")]
    [TestCase("{ caller -> server: INVITE, with: { to: alise } }", "7:45: 'alise' is neither a user nor a number; did you mean 'alice'?")]
    [TestCase("{ caller -> server: '200', with: { sdpp: tone } }", "7:40: signal '200' has no member 'sdpp'; did you mean 'sdp'?")]
    [TestCase("{ server -> backend: call.end, with: { call_id: x } }", "7:44: webhook 'call.end' has no member 'call_id'")]
    [TestCase("{ laptop -> server: ws.close, with: { cod: 1000 } }", "7:43: ws.close has no member 'cod'; did you mean 'code'?")]
    [TestCase("{ app -> laptop: call, with: { to: +14155550100 } }", "7:40: +14155550100 is a number to YAML and loses its plus; put it in quotes")]
    [TestCase("{ app -> laptop: call, with: { to: { $regex: x } } }", "7:42: $regex matches what comes; here a value is wanted")]
    [TestCase("{ server => laptop: call.ended, with: { call_id: { $id: call } } }", "7:56: $id cannot stand here: an injection makes its values up, and only a whole member may be named, with { $as: name }")]
    [TestCase("{ laptop -> server: ping, with: { req_id: { $ass: x } } }", "7:49: unknown operator '$ass'; did you mean '$as'?")]
    [TestCase("{ laptop -> server: ping, with: { req_id: { $as: x, y: 1 } } }", "7:57: 'y' is a member, and members and operators cannot share a map")]
    [TestCase("{ laptop -> server: ping, with: { $as: x } }", "7:39: '$as' stands inside a member, not in place of all members")]
    [TestCase("{ laptop -> server: ping, with: { req_id: { $as: a b } } }", "7:54: 'a b' is no name for a capture: letters, digits, _ and - only")]
    [TestCase("{ laptop -> server: ping, with: { req_id: { $regex: '(' } } }", "7:57: bad expression: Invalid pattern '(' at offset 1. Not enough )'s.")]
    [TestCase("{ laptop -> server: ping, with: { req_id: { $one_of: x } } }", "7:58: $one_of must be a list, not 'x'")]
    [TestCase("{ laptop -> server: sdp.offer, with: { sdp: { $sdp: { audi: sendrecv } } } }", "7:59: $sdp has no key 'audi'; did you mean 'audio'?")]
    [TestCase("{ laptop -> server: sdp.offer, with: { sdp: { $sdp: { audio: both } } } }", "7:66: audio is one of sendrecv, sendonly, recvonly, inactive, not 'both'")]
    [TestCase("{ laptop -> server: ping, with: { req_id: $5 } }", "7:47: '$5' is no name; a dollar that is meant as such is written $$")]
    [TestCase("{ laptop -> server: ping, with: { req_id: 'a${b c}' } }", "7:47: '${b c}' is no name; a dollar that is meant as such is written $$")]
    public void In_values(string line, string mistake) => Assert.That(MistakesOf(line), Does.Contain(mistake));

    [TestCase("{ laptop -> server: ping, with: { req_id: $asked } }", "7:47: nothing gives or captures '$asked'")]
    [TestCase("{ laptop -> server: ping, with: { req_id: $alice } }", "7:47: '$alice' alone is no value; there is $alice.token, $alice.id, $alice.number")]
    [TestCase("{ laptop -> server: ping, with: { req_id: $alice.tokn } }", "7:47: 'alice' has no 'tokn'; there is $alice.token, $alice.id, $alice.number; did you mean 'token'?")]
    [TestCase("{ laptop -> server: ping, with: { req_id: $laptop.call } }", "7:47: 'laptop' begins without a call; capture the one it gets with { $as: … }")]
    [TestCase("{ laptop -> server: ping, with: { req_id: $caller.number } }", "7:47: '$caller' is a number and has no members")]
    [TestCase("{ laptop -> server: ping, with: { req_id: { $as: bob } } }", "7:54: 'bob' is a user; capture under another name")]
    [TestCase("{ laptop -> server: ping, never: 5s, with: { req_id: { $as: x } } }", "7:65: 'x' would be captured by a line that must not happen")]
    [TestCase("backend -> server: POST /v1/users/${alise.id}/revoke_sessions", "7:5: nothing gives or captures '$alise'; did you mean 'alice'?")]
    public void In_names(string line, string mistake) => Assert.That(MistakesOf(line), Does.Contain(mistake));

    [Test]
    public void A_capture_is_made_above_its_use() => Assert.That(
        MistakesOf("{ laptop -> server: ping, with: { req_id: $one } }", "{ laptop -> server: ping, with: { req_id: { $as: one } } }"),
        Is.EqualTo(new[] { "7:47: '$one' is not captured yet at this place" }));

    [Test]
    public void A_capture_has_no_members() => Assert.That(
        MistakesOf("{ laptop -> server: ping, with: { req_id: { $as: one } } }", "{ server -> laptop: pong, with: { req_id: $one.id } }"),
        Is.EqualTo(new[] { "8:47: 'one' is a captured value and has no members; capture the member itself" }));

    [Test]
    public void Alternatives_do_not_see_each_others_captures() => Assert.That(
        MistakesOf(
            "one of: [[{ laptop -> server: ping, with: { req_id: { $as: one } } }], [{ laptop -> server: ping, with: { req_id: $one } }]]",
            "{ server -> laptop: pong, with: { req_id: $one } }"),
        Is.EqualTo(new[] { "7:119: '$one' is not captured yet at this place", "8:47: '$one' is not captured yet at this place" }));

    [Test]
    public void Labels_are_unique_and_on_the_right_side() => Assert.That(
        MistakesOf(
            "{ clock: 1s, as: a }",
            "{ laptop -> server: ping, as: a, within: 5s, since: b }",
            "{ laptop -> server: ping, as: b, never: until a }"),
        Is.EqualTo(new[]
        {
            "8:35: another line is labelled 'a' already",
            "8:57: 'b' comes only below; 'since' counts from a line above",
            "9:45: 'a' is above already; 'until' names a line below",
        }));

    [TestCase("race: [{ laptop -> server: ping }]", "7:14: 'laptop -> server: ping' is no action; 'race' lets actions, injections and faults go at once")]
    [TestCase("any order: [{ app -> laptop: hold }]", "7:19: 'app -> laptop: hold' is no expectation; only those have an order to speak of")]
    [TestCase("one of: [{ laptop -> server: ping }]", "7:13: 'one of' wants two alternatives or more")]
    [TestCase("one of: [{ clock: 1s }, { laptop -> server: ping }]", "7:16: 'clock: 1s' is no expectation; 'one of' chooses between things that may come")]
    [TestCase("one of: [{ laptop -> server: ping, never: 1s }, { laptop -> server: ping }]", "7:16: 'laptop -> server: ping' never: an alternative is chosen by what comes; put 'never' below the block")]
    [TestCase("{ race: [{ clock: 1s }], within: 5s }", "7:30: 'within' does not belong to 'race'")]
    [TestCase("any order: []", "7:16: 'any order' has no line")]
    public void In_blocks(string line, string mistake) => Assert.That(MistakesOf(line), Does.Contain(mistake));

    [TestCase("backend -> phone: push", "6:5: a backend under test pushes to apns or fcm, not to a client")]
    [TestCase("backend: refuses token", "6:5: a backend under test acts on its own; only the stub takes rules")]
    public void With_a_backend_under_test(string line, string mistake) => Assert.That(
        ScenarioText.MistakesOf($"format: 1\ntitle: x\ngiven: {{ backend: under test, users: {{ alice: }}, clients: {{ phone: alice }} }}\n\nlines:\n  - {line}\n"),
        Does.Contain(mistake));

    private static IReadOnlyList<string> MistakesOf(params string[] lines) =>
        ScenarioText.MistakesOf(ScenarioText.WithLines(string.Join('\n', lines.Select(l => "  - " + l))));
}
