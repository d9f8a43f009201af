"""A small softphone for dialstack.webrtc.v1: its connection and its token.

Real clock only, and no media behind the session descriptions. Everything happens on one event
loop; what blocks runs in threads. Needs Python 3.11 and Debian's python3-websocket.
"""
import asyncio
import base64
import json
import random
import time
import urllib.request
from contextlib import suppress
from itertools import count

import websocket

from calls import Calls
from wire import ClientError, Socket, blocking, cut, drain, error_of, receive

AGENT = "python-softphone/1.0 (conformance example)"
STAY_AWAY = ("session_revoked", "auth_expired", "session_replaced")
DEAD_TOKEN = ("session_revoked", "auth_expired", "auth_failed")
HTTP = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # the server is on loopback


def expiry(token):
    """When the token runs out; None where it does not say so."""
    with suppress(ValueError, LookupError, TypeError, AttributeError):
        claims = token.split(".")[1]
        claims = base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4))
        return float(json.loads(claims)["exp"])
    return None


class Softphone:
    def __init__(self, setup, tell, ask_token, fault=None):
        self.setup, self.app, self.fault, self.is_on = setup, tell, fault, True
        self.token, self.token_is_dead = setup["token"], False
        self.ask_token = ask_token if setup.get("token_provider") else None
        self.chance, self.ids = random.Random(setup.get("seed")), count(1)
        self.session = self.ws = None  # the task that keeps connected; the authenticated socket
        self.leaving, self.sockets, self.replies = None, [], {}
        self.later = asyncio.get_running_loop().call_later
        self.calls = Calls(self)

    def tell(self, event, **args):
        if self.is_on:
            self.app(event, args)

    def tell_error(self, code, message, **more):
        self.tell("error", code=code, message=message, **more)

    def act(self, action, args):
        if action == "connect":
            self.session = self.session or asyncio.create_task(self.stay_connected())
        elif action == "disconnect":
            self.disconnect()
        elif action == "call":
            self.calls.dial(args["to"])
        else:
            self.calls.press(action, args.get("call_id"), args.get("reason", "decline"))

    def disconnect(self):
        if self.session:
            self.session.cancel()
            if self.ws:
                self.calls.hang_up_all()
                self.close(self.ws)
            self.stop("hangup")

    def dispose(self):
        self.is_on = False
        if self.session:
            self.session.cancel()
        self.session = self.ws = None
        for ws in self.sockets:
            cut(ws)

    def send(self, kind, ws=None, **members):
        """Sends and returns the req_id; where the socket is lost, its reader finds out."""
        req_id = f"req_{next(self.ids)}"
        if not kind.startswith("sdp."):  # which have none
            members["req_id"] = req_id
        with suppress(OSError, AttributeError, websocket.WebSocketException):
            (ws or self.ws).send(json.dumps({"type": kind, **members}))
        return req_id

    def close(self, ws):
        if self.is_on:
            with suppress(OSError, AttributeError, websocket.WebSocketException):
                ws.send_close()
        self.later(5 if self.is_on else 0, cut, ws)

    def stop(self, calls_end, **why):
        self.session = self.ws = None
        self.calls.end_all(calls_end)
        self.tell("disconnected", **why)

    async def stay_connected(self):
        """Connects, and comes back after a loss until the server says that it must not."""
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
            self.token_is_dead = self.token_is_dead or code in DEAD_TOKEN
            if code == "session_revoked":
                self.token = None
            is_refused = code == "auth_failed" and not self.ask_token
            if code in STAY_AWAY or not was_connected or is_refused or self.fault == "stays-away":
                self.stop("failed", reason=code)
                return
            if was_up:
                self.calls.suspend()
                self.tell("reconnecting")
            # Who was sent away for want of room would only take another one's: no hurry then.
            wait = 30 if code == "session_limit" else min(2 ** step, 30)
            step += 1
            await asyncio.sleep(self.chance.uniform(wait / 2, wait))

    async def open(self):
        """The way to an authenticated socket: a token, the ICE servers, the upgrade."""
        is_over = (expiry(self.token) or float("inf")) < time.time() + 2
        if self.ask_token and (self.token_is_dead or is_over):
            self.token, self.token_is_dead = await self.ask_token(), False
        if not self.token:
            raise ClientError("auth_failed", "there is no token")
        try:
            async with asyncio.timeout(10):
                await blocking("ice_fetch_failed", self.fetch_ice_servers, self.token)
        except TimeoutError:
            raise ClientError("ice_fetch_failed", "no ICE servers within 10 s") from None
        return await self.upgrade(self.token)

    def fetch_ice_servers(self, token):
        request = urllib.request.Request(
            self.setup["rest_base"] + "/v1/webrtc/ice-servers",
            headers={"Authorization": "Bearer " + token, "User-Agent": AGENT})
        with HTTP.open(request, timeout=10) as response:
            return json.load(response)["ice_servers"]

    async def upgrade(self, token):
        ws = Socket()
        self.sockets.append(ws)
        protocols = None if self.fault == "no-subprotocol" else ["dialstack.webrtc.v1"]
        opening = asyncio.ensure_future(blocking(
            "transport_closed", ws.connect, self.setup["signalling_url"], timeout=20,
            header={"User-Agent": AGENT}, subprotocols=protocols, suppress_origin=True))
        try:
            async with asyncio.timeout(20):
                await asyncio.shield(opening)
                ws.settimeout(None)
                await self.authenticate(ws, token)
                return ws
        except TimeoutError:
            self.close(ws)
            raise ClientError("auth_failed", "the server did not answer within 20 s") from None
        except BaseException:  # also a disconnect meanwhile: whatever opens yet is closed
            opening.add_done_callback(lambda _: self.close(ws))
            raise

    async def authenticate(self, ws, token):
        asked = self.send("authenticate", ws, token=token)
        while True:
            kind, message = await receive(ws)
            if kind == "authenticated" and message.get("req_id") in (None, asked):
                return
            if kind == "error" and (message.get("fatal") or message.get("req_id") == asked):
                raise error_of(message)

    async def listen(self, ws):
        self.calls.await_restored(ws)
        keeper = asyncio.create_task(self.keep_token())
        try:
            while True:
                kind, message = await receive(ws)
                reply = self.replies.pop(message.get("req_id"), None)
                if reply:
                    reply.set_result(message)
                elif kind != "error":
                    self.calls.take(kind, message)
                elif message.get("fatal"):
                    self.leaving = asyncio.create_task(drain(ws))
                    raise error_of(message)
                else:
                    self.calls.take_error(error_of(message).members)
        finally:
            keeper.cancel()
            self.later(40, cut, ws)  # unless the server has closed it by then

    async def keep_token(self):
        """Renews the token in band before it runs out; adopts only what the server confirms."""
        pause = None
        while self.ask_token and (ends := expiry(self.token)):
            left = ends - time.time()
            await asyncio.sleep(pause or max(5, left - min(max(left / 2, 30), 300)))
            pause = 15
            try:
                token = await self.ask_token()
                reply = asyncio.get_running_loop().create_future()
                self.replies[self.send("auth.refresh", token=token)] = reply
                message = await asyncio.wait_for(reply, 15)
                if message["type"] == "error":
                    raise error_of(message)
                self.token, pause = token, None
            except TimeoutError:
                self.replies.clear()
                pause = 1
            except ClientError as failed:
                self.tell("error", **failed.members)
