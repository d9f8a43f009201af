#!/usr/bin/python3
"""Drives the small softphone beside it over stdin and stdout: see docs/write-a-driver.md."""
import argparse
import asyncio
import itertools
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from calls import BUTTONS
from softphone import Softphone
from wire import ClientError

CAPABILITIES = ["connect", "disconnect", "call", *BUTTONS, "connected", "disconnected",
                "reconnecting", "reconnected", "error", "token expiring", "incoming", "trying",
                "ringing", "answered", "held", "resumed", "ended", "user agent"]
FAULTS = {"no-subprotocol": "CONN-02", "stays-away": "RECON-08", "resumes-remote-hold": "HOLD-03",
          "hangs-up-instead-of-reject": "INB-08"}


class Driver:
    def __init__(self, fault):
        self.fault, self.clients = fault, {}
        self.questions, self.ids = {}, itertools.count(1)
        self.out, sys.stdout = sys.stdout, sys.stderr  # stdout is the contract's alone

    def write(self, **message):
        print(json.dumps({"jsonrpc": "2.0", **message}), file=self.out, flush=True)

    def tell(self, client, event, args):
        if client in self.clients:
            self.write(method="event", params={"client": client, "event": event, "args": args})

    async def ask_token(self, client):
        """Asks the app for a new token. The answer may be late, an error, or never come."""
        request = f"token {next(self.ids)}"
        self.questions[request] = asyncio.get_running_loop().create_future()
        self.write(id=request, method="token", params={"client": client})
        try:
            answer = await asyncio.wait_for(self.questions[request], 30)
            return answer["result"]["token"]
        except (TimeoutError, KeyError, TypeError):
            raise ClientError("token_refresh_failed", "the app got no token") from None
        finally:
            del self.questions[request]

    def hello(self, _):
        return {"contract": 1, "name": "python-softphone", "version": "1.0",
                "capabilities": CAPABILITIES}

    def create(self, setup):
        name = setup["client"]
        if name in self.clients:
            raise ValueError(f"there is a client {name} already")
        self.clients[name] = Softphone(
            setup, lambda event, args: self.tell(name, event, args),
            lambda: self.ask_token(name), self.fault)

    def dispose(self, params):
        self.clients.pop(params["client"]).dispose()

    def act(self, params):
        self.clients[params["client"]].act(params["action"], params.get("args") or {})

    def answer(self, message):
        methods = {"hello": self.hello, "client.create": self.create,
                   "client.dispose": self.dispose, "act": self.act}
        method = message["method"]
        if method not in methods:
            return {"error": {"code": -32601, "message": f"there is no method {method}"}}
        try:
            return {"result": methods[method](message.get("params", {})) or {}}
        except Exception as wrong:
            return {"error": {"code": -32000, "message": f"{method}: {wrong!r}"}}

    async def serve(self):
        # Sockets and requests are waited for in threads: more than one for each client.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1000))
        while line := await asyncio.to_thread(sys.stdin.buffer.readline):
            message = json.loads(line)
            if "method" in message:
                self.write(id=message.get("id"), **self.answer(message))
            elif question := self.questions.get(message["id"]):
                question.set_result(message)
        os._exit(0)  # threads may still be waiting


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fault", choices=FAULTS, help="one deliberate mistake")
    parser.add_argument("--list-faults", action="store_true",
                        help="the mistakes, and the requirement that each breaks")
    given = parser.parse_args()
    if given.list_faults:
        print(*(f"{fault}  {requirement}" for fault, requirement in FAULTS.items()), sep="\n")
    else:
        asyncio.run(Driver(given.fault).serve())
