"""What goes over the socket, and what can go wrong with it."""
import asyncio
import json
from contextlib import suppress
from socket import SHUT_RDWR

import websocket


class ClientError(Exception):
    """What the app hears as an error."""

    def __init__(self, code, message, **more):
        super().__init__(message)
        self.members = {"code": code, "message": message, **more}


def error_of(message):
    more = {name: message[name] for name in ("fatal", "req_id", "call_id", "context")
            if message.get(name) is not None}
    return ClientError(message.get("code", "unknown"), message.get("message", ""), **more)


async def blocking(code, do, *args, **options):
    """Does it in a thread; a failure gets the code."""
    try:
        return await asyncio.to_thread(do, *args, **options)
    except Exception as failed:
        is_refused = getattr(failed, "code", None) == 401
        raise ClientError("auth_failed" if is_refused else code, str(failed)) from failed


async def receive(ws):
    """The next message that is one: a JSON object with a type."""
    while True:
        try:
            opcode, data = await blocking("transport_closed", ws.recv_data)
        except ClientError:
            cut(ws)  # it may be open: this library cannot read every close code, such as 1013
            raise
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            raise ClientError("transport_closed", "the server closed the socket")
        with suppress(ValueError, TypeError, KeyError):
            message = json.loads(data)
            return message["type"], message


async def drain(ws):
    """Lets the server close a socket that is over. Whatever it still says means nothing."""
    with suppress(ClientError):
        while True:
            await receive(ws)


def cut(ws):
    with suppress(OSError, AttributeError):  # closed already, or not open yet
        ws.sock.shutdown(SHUT_RDWR)


class Socket(websocket.WebSocket):
    def send_close(self, *args, **options):
        if self.connected:  # once, whoever begins
            super().send_close(*args, **options)
