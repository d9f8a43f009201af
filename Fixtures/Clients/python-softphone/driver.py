#!/usr/bin/python3
"""A small softphone for dialstack.webrtc.v1 and its conformance driver: see docs/write-a-driver.md.

Real clock only, and no media behind the session descriptions. One event loop; what blocks runs in threads.
"""
import argparse
import asyncio
import base64
import json
import os
import random
import re
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from socket import SHUT_RDWR

import websocket

FAULTS = {"no-subprotocol": "CONN-02", "stays-away": "RECON-01", "resumes-remote-hold": "HOLD-03",
          "hangs-up-instead-of-reject": "INB-08"}
UP = ("active", "held")
BUTTONS = {  # what a button says to the server, and the calls that it fits
    "answer": ("call.answer", lambda call: call.rings_here),
    "reject": ("call.reject", lambda call: call.rings_here),
    "hang up": ("call.hangup", lambda call: not call.rings_here and not call.closing),
    "hold": ("call.hold", lambda call: call.state == "active"),
    "resume": ("call.resume", lambda call: call.state == "held" and call.held_by != "remote"),
    "mute": ("call.mute", lambda call: call.state in UP),
    "unmute": ("call.unmute", lambda call: call.state in UP)}
CHANGES = {  # what the server says, the states in which it means something, the next state, what the app is told
    "call.ringing": (("trying",), "ringing", "ringing", []),
    "call.answered": (("trying", "ringing"), "active", "answered", ["answered_at"]),
    "call.held": (UP, "held", "held", ["held_by"]),
    "call.resumed": (("held",), "active", "resumed", []),
    "call.ended": (("trying", "ringing", *UP), "ended", "ended", ["reason", "duration_seconds"])}
CAPABILITIES = ["connect", "disconnect", "call", *BUTTONS, "connected", "disconnected", "reconnecting", "reconnected",
                "error", "token expiring", "incoming", "trying", "ringing", "answered", "held", "resumed", "ended",
                "user agent"]
HTTP = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # the server may be on loopback


class ClientError(Exception):
    """An error for the app: a code and a message, and what else the server said."""
    def __init__(self, code, message, **more):
        super().__init__(message)
        self.members = {"code": code, "message": message, **more}


def cut(ws):
    with suppress(OSError, AttributeError):  # closed already, or never open
        ws.sock.shutdown(SHUT_RDWR)


def expiry(token):
    with suppress(ValueError, LookupError, TypeError):  # an opaque token has none
        claims = token.split(".")[1]
        return float(json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["exp"])


async def blocking(code, do, *args, **options):
    try:
        return await asyncio.to_thread(do, *args, **options)
    except Exception as failed:
        raise ClientError("auth_failed" if getattr(failed, "code", 0) == 401 else code, str(failed)) from failed


async def receive(ws):
    """The next message that is one: a JSON object with a type."""
    while True:
        opcode, data = await blocking("transport_closed", ws.recv_data)
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            raise ClientError("transport_closed", "the server closed the socket")
        with suppress(ValueError, TypeError, KeyError):
            message = json.loads(data)
            return message["type"], message


class Call:
    offer = held_by = None
    accepted = closing = lost = needs_media = False  # lost: with its socket, and not restored yet

    def __init__(self, direction, state, call_id=None):
        self.direction, self.state, self.id, self.secrets = direction, state, call_id, os.urandom(54)

    @property
    def rings_here(self):
        return self.direction == "inbound" and self.state == "ringing" and not self.closing

    def describe(self, offer=""):
        """An offer of its peer connection, or the answer to one."""
        secrets, mid = self.secrets, (re.findall("a=mid:(.*?)\r\n", offer) or ["0"])[0]
        return "\r\n".join([
            "v=0", f"o=- {int.from_bytes(secrets[48:])} {time.time_ns()} IN IP4 127.0.0.1", "s=-", "t=0 0",
            f"a=group:BUNDLE {mid}", "m=audio 50000 UDP/TLS/RTP/SAVPF 111 0 101", "c=IN IP4 192.0.2.10",
            "a=candidate:1 1 udp 2130706431 192.0.2.10 50000 typ host", f"a=ice-ufrag:{secrets[:4].hex()}",
            f"a=ice-pwd:{secrets[4:16].hex()}", f"a=fingerprint:sha-256 {secrets[16:48].hex(':').upper()}",
            f"a=setup:{'active' if offer else 'actpass'}", f"a=mid:{mid}", "a=sendrecv", "a=rtcp-mux",
            "a=rtpmap:111 opus/48000/2", "a=rtpmap:0 PCMU/8000", "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15",
            ""])


def error_of(message):
    known = {name: message[name] for name in ("fatal", "req_id", "call_id", "context") if name in message}
    return ClientError(message.get("code", "unknown"), message.get("message", ""), **known)


class Softphone:
    def __init__(self, setup, tell, mint, fault):
        self.setup, self.tell, self.fault, self.token = setup, tell, fault, setup["token"]
        self.mint, self.token_is_dead = mint if setup.get("token_provider") else None, False
        self.chance, self.ids, self.session, self.ws = random.Random(setup.get("seed")), count(1), None, None
        self.calls, self.over, self.requests, self.sockets = [], set(), {}, []
        self.later = asyncio.get_running_loop().call_later

    def act(self, action, args):
        if action == "connect":
            self.session = self.session or asyncio.create_task(self.stay_connected())
        elif action == "disconnect":
            self.disconnect()
        elif action == "call":
            self.dial(args["to"])
        else:
            self.press(action, args.get("call_id"), args.get("reason", "decline"))

    def disconnect(self):
        if self.session:
            for call in self.calls if self.ws else []:
                if call.id and not call.lost and not call.closing:
                    self.request(call, "call.hangup")
            self.session.cancel()
            self.stop("hangup")

    def stop(self, reason_of_calls, **why):
        self.session = self.ws = None
        for call in self.calls[:]:
            self.end(call, reason_of_calls)
        self.tell("disconnected", **why)

    def dispose(self):
        if self.session:
            self.session.cancel()
        for ws in self.sockets:
            cut(ws)

    async def stay_connected(self):
        """Connects, and comes back after every loss, until the server says that it must not."""
        was_connected, step = False, 0
        while True:
            try:
                self.ws = await self.open()
                step = 0
                self.tell("reconnected" if was_connected else "connected")
                was_connected = True
                await self.listen(self.ws)
            except ClientError as failed:
                error, was_up, self.ws = failed.members, self.ws is not None, None
            code = error["code"]
            if code != "transport_closed" or not was_connected:
                self.tell("error", **error)
            self.token_is_dead = self.token_is_dead or code in ("auth_failed", "auth_expired", "session_revoked")
            is_hopeless = code in ("auth_expired", "session_revoked", "session_replaced") or self.fault == "stays-away"
            if is_hopeless or not was_connected or (code == "auth_failed" and not self.mint):
                self.stop("failed", reason=code)
                return
            if was_up:
                self.suspend_calls()
                self.tell("reconnecting")
            wait = 30 if code == "session_limit" else min(2 ** step, 30)  # 1, 2, 4, 8, 16, 30
            step += 1
            await asyncio.sleep(self.chance.uniform(wait / 2, wait))

    async def open(self):
        """The way to an authenticated socket: a token, the ICE servers, the upgrade, authenticate."""
        if self.mint and (self.token_is_dead or (expiry(self.token) or 1e12) < time.time() + 2):
            self.token, self.token_is_dead = await self.mint(), False
        ask = urllib.request.Request(self.setup["rest_base"] + "/v1/webrtc/ice-servers", headers={
            "Authorization": "Bearer " + self.token, "User-Agent": "python-softphone/1.0"})
        with suppress(TimeoutError):
            async with asyncio.timeout(10):
                await blocking("ice_fetch_failed", lambda: json.load(HTTP.open(ask, timeout=10))["ice_servers"])
                return await self.upgrade(self.token)
        raise ClientError("ice_fetch_failed", "no ICE servers within 10 s")

    async def upgrade(self, token):
        ws = websocket.WebSocket()
        self.sockets.append(ws)
        opening = asyncio.ensure_future(blocking(
            "transport_closed", ws.connect, self.setup["signalling_url"], timeout=20, suppress_origin=True,
            header={"User-Agent": AGENT}, subprotocols=None if self.fault == "no-subprotocol" else [PROTOCOL]))
        try:
            async with asyncio.timeout(20):
                await asyncio.shield(opening)
                ws.settimeout(None)
                asked = self.send(ws, "authenticate", token=token)
                while True:
                    kind, message = await receive(ws)
                    if kind == "authenticated" and message.get("req_id") in (None, asked):
                        return ws
                    if kind == "error" and (message.get("fatal") or message.get("req_id") == asked):
                        raise error_of(message)
        except BaseException as failed:  # also when the user has disconnected meanwhile: no socket stays open
            opening.add_done_callback(lambda _: self.close(ws))
            if isinstance(failed, TimeoutError):
                raise ClientError("auth_failed", "the server did not answer within 20 s") from failed
            raise

    async def listen(self, ws):
        self.later(2, self.end_lost, self.calls[:], ws)
        keeper = asyncio.create_task(self.keep_token(ws))
        try:
            while True:
                kind, message = await receive(ws)
                if message.get("req_id") in self.replies:
                    self.replies.pop(message["req_id"]).set_result(message)
                elif kind == "error":
                    self.take_error(error_of(message).members)
                else:
                    self.take(kind, message)
        finally:
            keeper.cancel()
            self.later(40, cut, ws)  # who says a fatal error closes the socket itself; nobody listens to it any more

    async def keep_token(self, ws):
        """Renews the token in band before it runs out, and adopts what the server confirms."""
        pause = None
        while self.mint and (ends := expiry(self.token)):
            left = ends - time.time()
            await asyncio.sleep(pause or max(5, left - min(max(left / 2, 30), 300)))
            pause = 15
            try:
                token = await self.mint()
                req_id = self.send(ws, "auth.refresh", token=token)
                reply = self.replies[req_id] = asyncio.get_running_loop().create_future()
                message = await asyncio.wait_for(reply, 15)
                if message["type"] == "error":
                    raise error_of(message)
                self.token, pause = token, None
            except TimeoutError:
                self.replies.pop(req_id)
            except ClientError as failed:
                self.tell("error", **failed.members)

    def send(self, ws, kind, **members):
        with suppress(OSError, websocket.WebSocketException):  # whoever reads notices the loss
            ws.send(json.dumps({"type": kind, **members}))

    def close(self, ws):
        with suppress(OSError, websocket.WebSocketException, AttributeError):
            ws.send_close()
        self.later(5, cut, ws)

    def request(self, call, kind, **members):
        """Sends what may be answered by an error, which then carries its req_id."""
        req_id = f"req_{next(self.ids)}"
        self.requests[req_id] = call, kind
        self.send(kind, req_id=req_id, **members)
        return req_id

    # Calls

    def dial(self, typed):
        number = re.sub(r"^1?([2-9]\d\d[2-9]\d{6})$", r"+1\1", re.sub(r"[ ()./-]", "", typed).upper())
        if not self.ws:
            self.tell("error", code="transport_closed", message="there is no connection")
        elif not re.fullmatch(r"[0-9+*#A-D]{1,32}", number):
            self.tell("error", code="call_failed", message=f"'{typed}' cannot be dialled")
        else:
            call = Call("outbound", "dialling")
            self.hold_others()
            self.calls.append(call)
            self.request(call, "call.create", destination=number, sdp=call.describe())
            self.later(30, self.give_up, call, "call_failed")

    def give_up(self, call, code=None, message="the server did not take the call"):
        """Ends a dial that has no id yet; should the server take it after all, it is hung up."""
        if call in self.calls and not call.id:
            self.calls.remove(call)
            if code:
                self.tell("error", code=code, message=message)

    def press(self, action, call_id, reason):
        kind, fits = BUTTONS[action]
        call = next((c for c in reversed(self.calls) if call_id in (None, c.id) and fits(c)), None)
        if not call:
            self.tell("error", code="wrong_state", message=f"there is no call to {action}", call_id=call_id)
        elif not self.ws or call.lost:
            self.tell("error", code="transport_closed", message="there is no connection", call_id=call.id)
        elif action == "answer":
            call.accepted = True
            self.answer_when_ready(call)
        elif not call.id:
            self.give_up(call)
        else:
            call.closing = action in ("reject", "hang up")
            self.request(call, kind, call_id=call.id, **({"reason": reason} if action == "reject" else {}))
            if call.closing:
                self.later(10, self.end, call, "hangup")

    def answer_when_ready(self, call):
        if call.rings_here and call.accepted and call.offer and not call.answered:
            self.hold_others()
            call.answered = True
            self.request(call, "call.answer", call_id=call.id)
            self.send(self.ws, "sdp.answer", call_id=call.id, sdp=call.describe(call.offer))

    def hold_others(self):
        for call in self.calls:
            if call.state == "active" and not call.lost and not call.closing:
                self.request(call, "call.hold", call_id=call.id)

    def take(self, kind, message):
        call_id = message.get("call_id")
        call = next((c for c in self.calls if c.id == call_id), None)
        if kind == "call.trying":
            asked = self.requests.get(message.get("req_id"), (None,))[0]
            if asked in self.calls:
                asked.id, asked.state = call_id, "trying"
                self.tell("trying", call_id=call_id)
            elif asked:
                self.over.add(call_id)
                self.request(asked, "call.hangup", call_id=call_id)
        elif kind in ("call.incoming", "call.restored") and call_id not in self.over:
            if not call:
                call = Call(message.get("direction", "inbound"), "trying", call_id)
                self.calls.append(call)
                if message.get("state", "ringing") == "ringing" and call.direction == "inbound":
                    call.state = "ringing"
                    self.tell("incoming", **{name: message.get(name) for name in ("call_id", "from", "from_name", "to")})
            if kind == "call.restored":
                self.restore(call, message.get("state"))
        elif call and kind in CHANGES:
            self.change(call, kind, message)
        elif call and kind == "sdp.offer" and call.rings_here:
            call.offer = message.get("sdp", "")
            self.answer_when_ready(call)
        elif call and kind == "sdp.offer":
            call.needs_media = False
            self.send(self.ws, "sdp.answer", call_id=call_id, sdp=call.describe(message.get("sdp", "")))
        elif call and kind == "sdp.answer":
            call.needs_media = False

    def change(self, call, kind, message):
        states, state, event, carried = CHANGES[kind]
        if call.state not in states or (call.state == state and message.get("held_by") in (None, call.held_by)):
            return
        call.state, call.held_by = state, message.get("held_by")
        if state == "ended":
            self.calls.remove(call)
            self.over.add(call.id)
        self.tell(event, call_id=call.id, **{name: message.get(name) for name in carried})
        if self.fault == "resumes-remote-hold" and call.held_by == "remote":
            self.request(call, "call.resume", call_id=call.id)

    def end(self, call, reason):
        self.give_up(call)
        self.change(call, "call.ended", {"reason": reason})

    def take_error(self, error):
        """Brings an error back to the request that it answers."""
        call, kind = self.requests.get(error.get("req_id"), (None, None))
        if error.get("fatal"):
            raise ClientError(**error)
        if not call or call in self.calls:
            self.tell("error", **error)
        if kind in ("call.create", "call.answer", "call.hangup") or (call and error["code"] == "call_not_found"):
            self.end(call, "hangup" if kind == "call.hangup" else "failed")

    # Calls whose socket was lost

    def suspend_calls(self):
        loss = object()
        for call in self.calls[:]:
            self.give_up(call, "transport_closed", "the connection was lost")
            call.lost = call.lost or loss
            call.accepted = call.answered = call.closing = call.needs_media = False
            call.offer = None
        self.later(30, self.end_lost, loss)

    def end_lost(self, loss):
        for call in [c for c in self.calls if c.lost and loss in (c.lost, self.ws)]:
            self.end(call, "failed")

    def restore(self, call, state):
        call.lost, call.secrets = None, os.urandom(54)
        for kind in {"active": ["call.answered", "call.resumed"], "held": ["call.answered", "call.held"]}.get(state, []):
            self.change(call, kind, {})
        if not call.rings_here:
            call.needs_media = True
            self.later(0.5, self.offer, call, call.secrets)

    def offer(self, call, secrets):
        if call in self.calls and call.needs_media and call.secrets == secrets:
            self.send(self.ws, "sdp.offer", call_id=call.id, sdp=call.describe())


async def serve(fault):
    """The driver: one message a line, answered at once."""
    loop, clients, questions, ids = asyncio.get_running_loop(), {}, {}, count(1)
    loop.set_default_executor(ThreadPoolExecutor(1000))

    def write(**message):
        print(json.dumps({"jsonrpc": "2.0", **message}), flush=True)

    async def mint(name):
        question = questions[request := f"token {next(ids)}"] = loop.create_future()
        write(id=request, method="token", params={"client": name})
        try:
            return (await asyncio.wait_for(question, 30))["result"]["token"]
        except (TimeoutError, KeyError):
            raise ClientError("token_refresh_failed", "the app got no token") from None

    def do(method, params):
        name = params.get("client")
        if method == "hello":
            return {"contract": 1, "name": "python-softphone", "version": "1.0", "capabilities": CAPABILITIES}
        if method == "client.create":
            def tell(event, /, **args):
                if name in clients:
                    write(method="event", params={"client": name, "event": event, "args": args})
            clients[name] = Softphone(params, tell, lambda: mint(name), fault)
        elif method == "client.dispose":
            clients.pop(name).dispose()
        elif method == "act":
            clients[name].act(params["action"], params.get("args") or {})
        else:
            raise LookupError("no such method")
        return {}

    while line := await asyncio.to_thread(sys.stdin.buffer.readline):
        message = json.loads(line)
        if "method" not in message:
            questions.pop(message["id"]).set_result(message)
            continue
        try:
            write(id=message["id"], result=do(message["method"], message.get("params", {})))
        except Exception as wrong:
            write(id=message["id"], error={"code": -32000, "message": f"{message['method']}: {wrong!r}"})
    os._exit(0)  # threads may still wait for sockets


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fault", choices=FAULTS)
    parser.add_argument("--list-faults", action="store_true")
    given = parser.parse_args()
    if given.list_faults:
        print(*(f"{name}  {requirement}" for name, requirement in FAULTS.items()), sep="\n")
    else:
        asyncio.run(serve(given.fault))
