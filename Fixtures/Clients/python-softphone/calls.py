"""The calls of the small softphone: its buttons, and what the server says."""
import os
import re
import time

UP = ("active", "held")
BUTTONS = {  # what a button says to the server, and the calls that it fits
    "answer": ("call.answer", lambda call: call.rings_here),
    "reject": ("call.reject", lambda call: call.rings_here),
    "hang up": ("call.hangup", lambda call: not call.rings_here and not call.closing),
    "hold": ("call.hold", lambda call: call.state == "active"),
    "resume": ("call.resume", lambda call: call.state == "held" and call.held_by != "remote"),
    "mute": ("call.mute", lambda call: call.state in UP),
    "unmute": ("call.unmute", lambda call: call.state in UP),
}
CHANGES = {  # what the server says: in which states it counts, the state and the event that follow
    "call.ringing": (("trying",), "ringing", "ringing", []),
    "call.answered": (("trying", "ringing"), "active", "answered", ["answered_at"]),
    "call.held": (UP, "held", "held", ["held_by"]),
    "call.resumed": (("held",), "active", "resumed", []),
    "call.ended": (("trying", "ringing", *UP), "ended", "ended", ["reason", "duration_seconds"]),
}


def dial_string(typed):
    """A PSTN number as E.164, all else as it is; None for what cannot be dialled."""
    number = re.sub(r"[ ()./\u00a0-]", "", typed).upper()
    number = re.sub(r"^1?([2-9]\d\d[2-9]\d{6})$", r"+1\1", number, flags=re.ASCII)
    return number if re.fullmatch(r"[0-9+*#A-D]{1,32}", number) else None


class Call:
    offer = held_by = None
    accepted = answered = closing = False  # pressed; answer sent; hang-up or decline sent
    lost = needs_media = False  # lost with its socket; restored, and no description agreed yet

    def __init__(self, direction, state, call_id=None):
        self.direction, self.state, self.id = direction, state, call_id
        self.renew_peer()

    @property
    def rings_here(self):
        is_free = not self.answered and not self.closing
        return self.direction == "inbound" and self.state == "ringing" and is_free

    def renew_peer(self):
        """A peer connection with secrets of its own. On paper: there is no media."""
        self.secrets = os.urandom(54)

    def describe(self, offer=""):
        """An offer, or the answer to one."""
        secrets = self.secrets
        mid = (re.findall("a=mid:(.*?)\r\n", offer) or ["0"])[0]
        return "\r\n".join([
            "v=0", f"o=- {int.from_bytes(secrets[48:])} {time.time_ns()} IN IP4 127.0.0.1",
            "s=-", "t=0 0", f"a=group:BUNDLE {mid}",
            "m=audio 50000 UDP/TLS/RTP/SAVPF 111 0 101", "c=IN IP4 192.0.2.10",
            "a=candidate:1 1 udp 2130706431 192.0.2.10 50000 typ host",
            f"a=ice-ufrag:{secrets[:4].hex()}", f"a=ice-pwd:{secrets[4:16].hex()}",
            f"a=fingerprint:sha-256 {secrets[16:48].hex(':').upper()}",
            f"a=setup:{'active' if offer else 'actpass'}", f"a=mid:{mid}", "a=sendrecv",
            "a=rtcp-mux", "a=rtpmap:111 opus/48000/2", "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15", ""])


class Calls:
    def __init__(self, phone):
        self.phone, self.live = phone, []
        self.over, self.requests = set(), {}  # ids that have ended; what an error may be about

    def request(self, call, kind, **members):
        """Sends what may be answered by an error, which then carries the req_id."""
        if call.id:
            members["call_id"] = call.id
        self.requests[self.phone.send(kind, **members)] = call, kind

    # What the user does

    def dial(self, typed):
        number = dial_string(typed)
        if not self.phone.ws:
            self.phone.tell_error("transport_closed", "there is no connection to the server")
        elif not number:
            self.phone.tell_error("call_failed", f"'{typed}' cannot be dialled")
        else:
            self.hold_others()
            call = Call("outbound", "dialling")
            self.live.append(call)
            self.request(call, "call.create", destination=number, sdp=call.describe())
            self.phone.later(30, self.give_up, call, "call_failed", "the server took no notice")

    def press(self, action, call_id, reason):
        kind, fits = BUTTONS[action]
        fitting = [c for c in self.live if call_id in (None, c.id) and fits(c)]
        if not fitting:
            self.phone.tell_error("wrong_state", f"no call to {action}", call_id=call_id)
            return
        call = fitting[-1]
        if not self.phone.ws or call.lost:
            self.phone.tell_error("transport_closed", "there is no connection", call_id=call.id)
        elif action == "answer":
            call.accepted = True
            self.answer_when_ready(call)
        elif not call.id:
            self.give_up(call)
        else:
            members = {"reason": reason} if action == "reject" else {}
            if action == "reject" and self.phone.fault == "hangs-up-instead-of-reject":
                kind, members = "call.hangup", {}
            self.request(call, kind, **members)
            if action in ("reject", "hang up"):
                call.closing = True
                self.phone.later(10, lambda: call.closing and self.end(call, "hangup"))

    def answer_when_ready(self, call):
        if call.rings_here and call.accepted and call.offer:
            self.hold_others()
            call.answered = True
            self.request(call, "call.answer")
            self.phone.send("sdp.answer", call_id=call.id, sdp=call.describe(call.offer))

    def hold_others(self):
        for call in self.live:
            if call.state == "active" and not call.lost and not call.closing:
                self.request(call, "call.hold")

    def hang_up_all(self):
        for call in self.live:
            if call.id and not call.lost and not call.closing:
                self.request(call, "call.hangup")

    # What the server says

    def take(self, kind, message):
        call_id = message.get("call_id")
        call = next((c for c in self.live if c.id == call_id), None)
        if not call_id:
            return  # nothing that this client knows
        if kind == "call.trying":
            self.trying(call_id, self.requests.get(message.get("req_id"), (None, None))[0])
        elif kind in ("call.incoming", "call.restored") and call_id not in self.over:
            call = call or self.arrive(call_id, message)
            if kind == "call.restored":
                self.restore(call, message)
        elif call and kind in CHANGES:
            self.change(call, kind, message)
        elif call and kind == "sdp.offer" and call.rings_here:
            call.offer = message.get("sdp")
            self.answer_when_ready(call)
        elif call and kind == "sdp.offer":
            call.needs_media = False
            answer = call.describe(message.get("sdp", ""))
            self.phone.send("sdp.answer", call_id=call_id, sdp=answer)
        elif call and kind == "sdp.answer":
            call.needs_media = False

    def trying(self, call_id, call):
        if call in self.live and not call.id:
            call.id, call.state = call_id, "trying"
            self.phone.tell("trying", call_id=call_id)
        elif call and not call.id:  # given up meanwhile
            call.id = call_id
            self.over.add(call_id)
            self.request(call, "call.hangup")

    def arrive(self, call_id, message):
        call = Call(message.get("direction", "inbound"), "trying", call_id)
        self.live.append(call)
        if call.direction == "inbound" and message.get("state", "ringing") == "ringing":
            call.state = "ringing"
            known = {name: message.get(name) for name in ("call_id", "from", "from_name", "to")}
            self.phone.tell("incoming", **known)
        return call

    def change(self, call, kind, message):
        states, state, event, members = CHANGES[kind]
        is_news = call.state != state or message.get("held_by") != call.held_by
        if call.state not in states or not is_news:
            return
        call.state, call.held_by = state, message.get("held_by")
        if state == "ended":
            self.live.remove(call)
            self.over.add(call.id)
        told = {name: message.get(name) for name in members}
        self.phone.tell(event, call_id=call.id, **told)
        if self.phone.fault == "resumes-remote-hold" and call.held_by == "remote":
            self.request(call, "call.resume")

    def take_error(self, error):
        """Brings an error back to the request that it answers."""
        call, kind = self.requests.get(error.get("req_id"), (None, None))
        if not call or call in self.live:
            self.phone.tell("error", **error)
        is_end = kind in ("call.create", "call.answer", "call.hangup")
        if call and (is_end or error["code"] == "call_not_found"):
            self.end(call, "hangup" if kind == "call.hangup" else "failed")

    # How calls end, and what becomes of them without a socket

    def give_up(self, call, code=None, message=None):
        """Ends a dial that has no id yet."""
        if call in self.live and not call.id:
            self.live.remove(call)
            if code:
                self.phone.tell_error(code, message)

    def end(self, call, reason):
        self.give_up(call)
        if call in self.live:
            self.change(call, "call.ended", {"reason": reason})

    def end_all(self, reason):
        for call in self.live[:]:
            self.end(call, reason)

    def suspend(self):
        """The socket is lost: calls wait for 30 s to be restored on another one."""
        loss = object()
        for call in self.live[:]:
            self.give_up(call, "transport_closed", "the connection was lost")
            call.lost = call.lost or loss
            call.accepted = call.answered = call.closing = call.needs_media = False
            call.offer = None
        self.phone.later(30, self.end_lost, loss)

    def await_restored(self, ws):
        """The new socket is there: what is not restored soon is over."""
        self.phone.later(2, self.end_lost, ws)

    def end_lost(self, cause):
        for call in [c for c in self.live if c.lost and cause in (c.lost, self.phone.ws)]:
            self.end(call, "failed")

    def restore(self, call, message):
        call.lost, was_up = False, call.state in UP
        call.renew_peer()
        state = message.get("state")
        if state in UP:
            self.change(call, "call.answered", message)
        if state == "held" and call.state != "held":
            self.change(call, "call.held", {"held_by": "remote" if was_up else "local"})
        if state == "active":
            self.change(call, "call.resumed", {})
        if not call.rings_here:  # the server may offer by itself: it has a moment to do so
            call.needs_media = True
            self.phone.later(0.5, self.offer, call, call.secrets)

    def offer(self, call, secrets):
        if call in self.live and call.needs_media and call.secrets == secrets and not call.lost:
            self.phone.send("sdp.offer", call_id=call.id, sdp=call.describe())
