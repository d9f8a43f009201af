#!/usr/bin/python3
"""A small softphone for dialstack.webrtc.v1 that can be rung, and its driver: see docs/write-a-driver.md."""
import base64, json, queue, random, re, sys, threading, urllib.request
from contextlib import suppress
from time import time
from types import SimpleNamespace

import websocket

FAULTS = {"no-subprotocol": "CONN-02", "hangs-up-instead-of-reject": "INB-08"}
STAY_AWAY = ("session_revoked", "auth_expired", "session_replaced")
BUTTONS = {  # the states of a call that a button fits, the state that follows, what the server is told
    "answer": (("ringing",), "accepted", None),
    "reject": (("ringing", "accepted"), "closing", "call.reject"),
    "hang up": (("answering", "active", "held"), "closing", "call.hangup"),
}
CAPABILITIES = ["connect", "disconnect", *BUTTONS, "connected", "disconnected", "reconnecting", "reconnected",
                "error", "token expiring", "incoming", "answered", "ended", "user agent"]


def describe(offer=""):
    """The answer of a new peer connection to an offer, or its own offer. On paper: there is no media."""
    mid, secret = (re.findall(r"a=mid:(\S+)", offer) or "0")[0], random.randbytes(48)
    return "\r\n".join([
        "v=0", f"o=- 1 {int(time())} IN IP4 127.0.0.1", "s=-", "t=0 0", "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "c=IN IP4 192.0.2.10", "a=rtcp-mux", "a=candidate:1 1 udp 2130706431 192.0.2.10 50000 typ host",
        f"a=mid:{mid}", f"a=ice-ufrag:{secret[:4].hex()}", f"a=ice-pwd:{secret[4:16].hex()}", "a=sendrecv",
        f"a=fingerprint:sha-256 {secret[16:].hex(':').upper()}", "a=rtpmap:111 opus/48000/2",
        f"a=setup:{'active' if offer else 'actpass'}", ""])


def receive(ws):
    """The next message; an empty one after a moment without any, and where it is none."""
    with suppress(websocket.WebSocketTimeoutException, ValueError, TypeError):
        return dict(json.loads(ws.recv()))
    return {}


class Softphone:
    def __init__(self, setup, tell, ask_token, fault, lock):
        self.setup, self.tell, self.fault, self.lock, self.calls = setup, tell, fault, lock, {}
        self.ask_token, self.chance = setup["token_provider"] and ask_token, random.Random(setup["seed"])
        self.over, self.is_up, self.was_up, self.step = None, False, False, 0
        self.adopt(setup["token"])

    def adopt(self, token):
        """Takes a token, and plans when to renew it: never, where it does not say when it runs out."""
        self.token, self.expires = token, float("inf")
        with suppress(ValueError, LookupError, TypeError, AttributeError):
            self.expires = float(json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))["exp"])
        self.renew_at = max(time() + 5, self.expires - 300)

    def send(self, kind, **members):
        """Sends, and keeps what an answer with its req_id is about. Its reader finds a lost socket out."""
        if not kind.startswith("sdp."):
            members["req_id"] = self.chance.randbytes(8).hex()
            self.requests[members["req_id"]] = kind, members
        with suppress(OSError, websocket.WebSocketException):
            self.ws.send(json.dumps({"type": kind, **members}))

    def press(self, action, call_id=None, **more):
        if action == "connect" and not self.over:
            self.over, self.was_up = threading.Event(), False  # over: set when its threads are to end
            threading.Thread(target=self.play_socket, args=[self.over], daemon=True).start()
        elif action == "disconnect":
            for live in [i for i, c in self.calls.items() if self.is_up and c.state in BUTTONS["hang up"][0]]:
                self.send("call.hangup", call_id=live)
            self.stop("hangup")
        elif action in BUTTONS:
            states, follows, kind = BUTTONS[action]
            fitting = [i for i, c in self.calls.items() if c.state in states and call_id in (None, i)]
            if fitting and self.is_up:
                self.calls[fitting[-1]].state = follows
                if kind:
                    kind = "call.hangup" if self.fault == "hangs-up-instead-of-reject" else kind
                    self.send(kind, call_id=fitting[-1], **more)
                self.answer(fitting[-1])
            else:
                self.tell("error", code="wrong_state", message=f"no connection, or no call to {action}")

    def answer(self, call_id):
        """Answers a call that is accepted, once the server's offer is there, and holds the others."""
        call = self.calls[call_id]
        if call.state == "accepted" and call.offer:
            for other in [i for i, c in self.calls.items() if c.state == "active"]:
                self.send("call.hold", call_id=other)
                self.calls[other].state = "held"
            call.state = "answering"
            self.send("call.answer", call_id=call_id)
            self.send("sdp.answer", call_id=call_id, sdp=describe(call.offer))

    def end(self, call_id, /, **why):
        if self.calls.pop(call_id, None):
            self.tell("ended", call_id=call_id, **why)

    def stop(self, calls_end="failed", **why):
        if self.over:
            self.over.set()
            self.over, self.is_up = None, False
            for call_id in list(self.calls):
                self.end(call_id, reason=calls_end)
            self.tell("disconnected", **why)

    def play_socket(self, over, wait=0):
        """Connects, and listens. A loss starts the next thread, while this one lets the server close."""
        if over.wait(wait):
            return
        ws, self.fatal = websocket.WebSocket(), None
        with suppress(Exception):
            try:
                self.sign_in(ws, over)
                while not over.is_set():
                    message = receive(ws)
                    with self.lock:
                        if not over.is_set():
                            self.take(**message)
            except Exception as failed:  # the libraries have many
                code = "auth_failed" if getattr(failed, "code", None) == 401 else "transport_closed"
                with self.lock:
                    if not over.is_set():
                        self.lost(over, **self.fatal or {"code": code, "message": repr(failed)})
            while not over.is_set():
                receive(ws)  # what a lost socket still says means nothing
        ws.close()

    def sign_in(self, ws, over):
        if self.ask_token and (not self.token or self.expires < time() + 2):
            self.adopt(self.ask_token().get(timeout=15))
        headers = {"Authorization": f"Bearer {self.token or ''}"}
        ice = urllib.request.Request(self.setup["rest_base"] + "/v1/webrtc/ice-servers", headers=headers)
        urllib.request.urlopen(ice, timeout=10).close()
        if not over.is_set():
            ws.connect(self.setup["signalling_url"], header={"User-Agent": "python-softphone/2"}, timeout=20,
                       subprotocols=[] if self.fault == "no-subprotocol" else ["dialstack.webrtc.v1"])
            ws.settimeout(0.1)
        with self.lock:
            if not over.is_set():
                self.ws, self.requests, self.minted, self.patience = ws, {}, queue.Queue(), time() + 20
                self.send("authenticate", token=self.token)

    def lost(self, over, /, code="unknown", **more):
        if code != "transport_closed" or not self.was_up:
            self.tell("error", code=code, **more)
        self.token = None if code in ("session_revoked", "auth_expired", "auth_failed") else self.token
        if code in STAY_AWAY or not self.was_up or not (self.token or self.ask_token):
            self.stop(reason=code)
            return
        if self.is_up:
            self.step, self.is_up = 0, False
            self.tell("reconnecting")
        wait = self.chance.uniform(0.5, 1) * (30 if code == "session_limit" else min(2 ** self.step, 30))
        self.step += 1  # who was sent away for want of room would only take another one's: no hurry then
        threading.Thread(target=self.play_socket, args=[over, wait], daemon=True).start()

    def take(self, /, type="", req_id=None, call_id=None, **message):
        """Does what is due, and what the server says. Comes ten times a second at least."""
        if not self.is_up and time() > self.patience:
            raise TimeoutError("no answer to authenticate")
        if self.is_up and self.ask_token and time() > self.renew_at:
            self.minted, self.renew_at = self.ask_token(), time() + 20
        if not self.minted.empty():
            if token := self.minted.get():
                self.send("auth.refresh", token=token)
            else:
                self.tell("error", code="token_refresh_failed", message="the app got no token")
        for lost in [i for i, c in self.calls.items() if time() > c.ends_at]:
            self.end(lost, reason="failed")
        asked, about = self.requests.pop(req_id, (None, {}))
        call = self.calls.get(call_id)
        if type == "error":
            if message.get("fatal") or asked == "authenticate":
                self.fatal = message
                raise ConnectionError
            self.tell("error", **message)
            if asked != "call.hold":
                self.end(about.get("call_id"), reason="failed")
        elif type == "authenticated" and not self.is_up and (asked or req_id is None):
            self.tell("reconnected" if self.was_up else "connected")
            self.is_up = self.was_up = True
            for lost in self.calls.values():
                lost.offer, lost.ends_at = "", time() + 2  # unless it is restored
        elif type == "auth.refreshed" and asked == "auth.refresh":
            self.adopt(about["token"])
        elif type == "call.incoming" and not call:
            self.calls[call_id] = SimpleNamespace(state="ringing", offer="", ends_at=float("inf"))
            self.tell("incoming", call_id=call_id, **message)
        elif type == "call.answered" and call and call.state == "answering":
            call.state = "active"
            self.tell("answered", call_id=call_id, **message)
        elif type == "call.restored" and call:
            call.state, call.ends_at = message.get("state"), float("inf")
            if call.state != "ringing":
                self.send("sdp.offer", call_id=call_id, sdp=describe())
        elif type == "sdp.offer" and call:
            call.offer = message.get("sdp", "")
            self.answer(call_id)
        elif type == "call.ended":
            self.end(call_id, **message)


def drive(fault):
    """The driver: JSON-RPC, one message a line. It knows the contract, and nothing of the protocol."""
    clients, questions, lock, out = {}, {}, threading.RLock(), sys.stdout
    sys.stdout = sys.stderr  # stdout is the contract's alone

    def write(**message):
        with lock:
            print(json.dumps({"jsonrpc": "2.0", **message}), file=out, flush=True)

    def tell(client, event, args):
        if client in clients:
            write(method="event", params={"client": client, "event": event, "args": args})

    def ask_token(client):
        """Asks the app for a new token. The queue gets the answer: late, None for an error, or never."""
        question = random.randbytes(8).hex()
        questions[question] = queue.Queue()
        write(id=question, method="token", params={"client": client})
        return questions[question]

    def answer(method, params):
        client = params.get("client")
        if method == "hello":
            return {"contract": 1, "name": "python-softphone", "version": "2.0", "capabilities": CAPABILITIES}
        if method == "client.create":
            clients[client] = Softphone(params, lambda event, /, **args: tell(client, event, args),
                                        lambda: ask_token(client), fault, lock)
        elif method == "client.dispose":
            clients.pop(client).stop()
        elif method == "act" and params["action"] in CAPABILITIES:
            clients[client].press(params["action"], **params.get("args") or {})
        else:
            raise LookupError("there is no such method or action")

    for message in map(json.loads, sys.stdin):
        with lock:
            try:
                if "method" in message:
                    write(id=message["id"], result=answer(message["method"], message["params"]) or {})
                else:
                    questions.pop(message["id"]).put((message.get("result") or {}).get("token"))
            except Exception as wrong:
                write(id=message["id"], error={"code": -32000, "message": repr(wrong)})


if __name__ == "__main__":
    if "--list-faults" in sys.argv:
        print(*(f"{name}  {broken}" for name, broken in FAULTS.items()), sep="\n")
    else:
        drive(sys.argv[2] if "--fault" in sys.argv else None)
