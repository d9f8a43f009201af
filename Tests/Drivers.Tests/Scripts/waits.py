"""A driver that answers `connect` only when it is connected."""
import json
import sys
import urllib.request

import websocket


def write(**message):
    print(json.dumps({"jsonrpc": "2.0", **message}), flush=True)


def connect(setup):
    ice = urllib.request.Request(setup["rest_base"] + "/v1/webrtc/ice-servers", headers={"Authorization": "Bearer " + setup["token"]})
    urllib.request.urlopen(ice, timeout=10).read()
    setup["ws"] = websocket.create_connection(
        setup["signalling_url"], timeout=20, subprotocols=["dialstack.webrtc.v1"], header={"User-Agent": "waits/1.0"})
    setup["ws"].send(json.dumps({"type": "authenticate", "req_id": "req_1", "token": setup["token"]}))
    setup["ws"].recv()
    write(method="event", params={"client": setup["client"], "event": "connected", "args": {}})


clients = {}
for line in sys.stdin:
    message = json.loads(line)
    method, params, result = message["method"], message["params"], {}
    if method == "hello":
        words = ["connect", "disconnect", "connected", "disconnected", "error"]
        result = {"contract": 1, "name": "waits", "version": "1", "capabilities": words}
    elif method == "client.create":
        clients[params["client"]] = params
    elif method == "act" and params["action"] == "connect":
        try:
            connect(clients[params["client"]])
        except Exception as failed:
            args = {"code": "connect_failed", "message": str(failed)}
            write(method="event", params={"client": params["client"], "event": "error", "args": args})
    write(id=message["id"], result=result)
