"""Speaks the contract to driver.py: /usr/bin/python3 -m unittest, from this folder."""
import base64
import hashlib
import json
import queue
import re
import socketserver
import struct
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

DRIVER = Path(__file__).with_name("driver.py")
GUIDE = Path(__file__).parents[3] / "docs" / "write-a-driver.md"
PATIENCE = 10


class Server(socketserver.ThreadingTCPServer):
    """A server for one connection after the other, that says only what a test wants."""
    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Connection)
        self.ice_status, self.requests, self.frames = "200 OK", [], queue.Queue()
        self.connection = None
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()


class Connection(socketserver.StreamRequestHandler):
    def handle(self):
        head = [line.strip() for line in iter(lambda: self.rfile.readline().decode(), "\r\n")]
        headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in head[1:])}
        self.server.requests.append((head[0].split()[1], headers))
        if "upgrade" not in headers.get("connection", "").lower():
            body = b'{"ice_servers": [], "expires_at": "2030-01-01T00:00:00Z"}'
            status = self.server.ice_status.encode()
            self.wfile.write(b"HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                             % (status, len(body), body))
            return
        key = headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accept = base64.b64encode(hashlib.sha1(key.encode()).digest())
        self.wfile.write(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                         b"Connection: Upgrade\r\nSec-WebSocket-Protocol: dialstack.webrtc.v1\r\n"
                         b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
        self.server.connection = self
        while head := self.rfile.read(2):
            size = head[1] & 0x7F
            if size == 126:
                size = struct.unpack("!H", self.rfile.read(2))[0]
            mask = self.rfile.read(4)
            data = bytes(b ^ mask[i % 4] for i, b in enumerate(self.rfile.read(size)))
            if head[0] & 0x0F == 8:
                self.server.frames.put({"type": "close", "code": struct.unpack("!H", data[:2])[0]})
                return
            self.server.frames.put(json.loads(data))

    def say(self, kind, **members):
        text = json.dumps({"type": kind, **members}).encode()
        size = bytes([len(text)]) if len(text) < 126 else b"\x7e" + struct.pack("!H", len(text))
        self.wfile.write(b"\x81" + size + text)


class Harness:
    """Starts a driver and speaks to it, one message a line."""

    def __init__(self, driver):
        self.process = subprocess.Popen([sys.executable, driver], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.replies, self.events, self.count = queue.Queue(), queue.Queue(), 0
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            message = json.loads(line)
            (self.events if "method" in message else self.replies).put(message)

    def ask(self, method, **params):
        self.count += 1
        message = {"jsonrpc": "2.0", "id": self.count, "method": method, "params": params}
        print(json.dumps(message), file=self.process.stdin, flush=True)
        reply = self.replies.get(timeout=PATIENCE)
        assert reply["id"] == self.count and reply["jsonrpc"] == "2.0", reply
        return reply

    def act(self, action, **args):
        return self.ask("act", client="c1", action=action, args=args)

    def event(self):
        params = self.events.get(timeout=PATIENCE)["params"]
        return params["event"], params.get("args", {})


class DriverTest(unittest.TestCase):
    def setUp(self):
        self.server = Server()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def start(self, driver=DRIVER):
        self.harness = Harness(driver)
        self.addCleanup(self.harness.process.stdout.close)
        self.addCleanup(self.harness.process.wait, PATIENCE)
        self.addCleanup(self.harness.process.stdin.close)
        base = "127.0.0.1:%d" % self.server.server_address[1]
        return self.harness.ask(
            "client.create", client="c1", lane="laptop", rest_base="http://" + base,
            signalling_url=f"ws://{base}/v1/webrtc", token="a.b.c", token_provider=False,
            storage="s1", seed=1, options={})

    def connect(self, driver=DRIVER):
        self.start(driver)
        self.harness.act("connect")
        asked = self.frame("authenticate")
        self.assertEqual("a.b.c", asked["token"])
        self.server.connection.say("authenticated", user_id="u", account_id="a",
                                   req_id=asked.get("req_id"))
        self.assertEqual(("connected", {}), self.harness.event())

    def frame(self, kind):
        frame = self.server.frames.get(timeout=PATIENCE)
        self.assertEqual(kind, frame["type"])
        return frame

    def test_hello(self):
        self.start()
        result = self.harness.ask("hello", contract=1, harness={"name": "test"}, more=1)["result"]
        self.assertEqual(1, result["contract"])
        least = {"connect", "disconnect", "connected", "disconnected", "error"}
        self.assertLessEqual(least, set(result["capabilities"]))
        self.assertNotIn("clock", result["capabilities"])

    def test_upgrade_names_protocol_and_client_and_no_token(self):
        self.connect()
        (ice, ice_headers), (path, headers) = self.server.requests
        self.assertEqual("/v1/webrtc/ice-servers", ice)
        self.assertEqual("Bearer a.b.c", ice_headers["authorization"])
        self.assertEqual("/v1/webrtc", path)
        self.assertEqual("dialstack.webrtc.v1", headers["sec-websocket-protocol"])
        self.assertTrue(headers["user-agent"])
        self.assertNotIn("authorization", headers)

    def test_without_ice_servers_no_socket(self):
        self.server.ice_status = "401 Unauthorized"
        self.start()
        self.harness.act("connect")
        event, args = self.harness.event()
        self.assertEqual(("error", "auth_failed"), (event, args["code"]))
        self.assertEqual(("disconnected", {"reason": "auth_failed"}), self.harness.event())
        self.assertEqual(1, len(self.server.requests))

    def test_wrong_state_is_an_event_and_an_unknown_button_an_error(self):
        self.start()
        self.assertIn("result", self.harness.act("hang up"))
        event, args = self.harness.event()
        self.assertEqual(("error", "wrong_state"), (event, args["code"]))
        self.assertIn("error", self.harness.act("fly"))
        self.assertIn("error", self.harness.ask("act", client="nobody", action="reject", args={}))
        self.assertIn("error", self.harness.ask("client.polish", client="c1"))

    def test_a_call_ends_with_the_connection(self):
        self.connect()
        self.server.connection.say("call.incoming", call_id="x", **{"from": "1"}, to="2")
        self.assertEqual("incoming", self.harness.event()[0])
        self.server.connection.say("sdp.offer", call_id="x", sdp="v=0\r\n")
        self.harness.act("answer")
        self.assertEqual("x", self.frame("call.answer")["call_id"])
        sdp = self.frame("sdp.answer")["sdp"]
        for line in ("m=audio", "a=candidate:", "opus/48000", "a=sendrecv", "a=setup:active"):
            self.assertIn(line, sdp)
        self.server.connection.say("call.answered", call_id="x", answered_at="then")
        self.assertEqual(("answered", {"call_id": "x", "answered_at": "then"}), self.harness.event())
        self.harness.act("disconnect")
        self.assertEqual("x", self.frame("call.hangup")["call_id"])
        self.assertEqual(1000, self.frame("close")["code"])
        self.assertEqual("ended", self.harness.event()[0])
        self.assertEqual("disconnected", self.harness.event()[0])

    def test_answer_waits_for_the_offer(self):
        self.connect()
        self.server.connection.say("call.incoming", call_id="x", **{"from": "1"}, to="2",
                                   from_name=None)
        self.assertEqual("incoming", self.harness.event()[0])
        self.harness.act("answer")
        self.server.connection.say("sdp.offer", call_id="x", sdp="v=0\r\na=mid:7\r\n")
        self.assertEqual("x", self.frame("call.answer")["call_id"])
        self.assertIn("a=mid:7\r\n", self.frame("sdp.answer")["sdp"])

    def test_a_fatal_error_is_told_once_and_obeyed(self):
        self.connect()
        self.server.connection.say("error", code="session_replaced", message="m", fatal=True)
        event, args = self.harness.event()
        self.assertEqual(("error", "session_replaced"), (event, args["code"]))
        self.assertEqual(("disconnected", {"reason": "session_replaced"}), self.harness.event())

    def test_comes_back_after_a_drop(self):
        self.connect()
        self.server.connection.connection.shutdown(2)
        self.assertEqual("reconnecting", self.harness.event()[0])
        asked = self.frame("authenticate")
        self.server.connection.say("authenticated", user_id="u", account_id="a")
        self.assertEqual("a.b.c", asked["token"])
        self.assertEqual("reconnected", self.harness.event()[0])

    def test_dispose_says_nothing(self):
        self.connect()
        self.assertIn("result", self.harness.ask("client.dispose", client="c1"))
        self.assertTrue(self.server.frames.empty())
        self.assertIn("error", self.harness.act("connect"))

    def test_ends_with_stdin(self):
        self.connect()
        self.harness.process.stdin.close()
        self.assertEqual(0, self.harness.process.wait(PATIENCE))

    def test_the_guide_quotes_true_lines(self):
        quotes = re.findall(r"^```python (\w+\.py)\n(.*?)^```$", GUIDE.read_text(), re.M | re.S)
        self.assertGreater(len(quotes), 3)
        for name, quote in quotes:
            self.assertIn(quote, DRIVER.with_name(name).read_text())

    def test_the_first_driver_of_the_guide_works(self):
        first = re.search(r"^```python first-driver\n(.*?)^```$", GUIDE.read_text(), re.M | re.S)
        with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
            file.write(first[1])
            file.flush()
            self.connect(file.name)
            self.assertIn("result", self.harness.act("disconnect"))
            self.assertEqual(1000, self.frame("close")["code"])
            self.assertEqual("disconnected", self.harness.event()[0])
            self.assertIn("error", self.harness.act("fly"))

    def test_list_faults(self):
        listed = subprocess.run([sys.executable, DRIVER, "--list-faults"], check=True, text=True,
                                stdout=subprocess.PIPE).stdout
        self.assertIn("hangs-up-instead-of-reject  INB-08\n", listed)

    def test_it_is_small(self):
        lines = DRIVER.read_text().splitlines()
        self.assertLessEqual(len(lines), 250)
        self.assertLessEqual(max(map(len, lines)), 110)


if __name__ == "__main__":
    unittest.main()
