"""A small softphone for dialstack.webrtc.v1: its connection and its token. calls.py has its calls.

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
from socket import SHUT_RDWR

import websocket

from calls import BUTTONS, Calls

CAPABILITIES = ["connect", "disconnect", "call", *BUTTONS, "connected", "disconnected",
                "reconnecting", "reconnected", "error", "token expiring", "incoming", "trying",
                "ringing", "answered", "held", "resumed", "ended", "user agent"]
CAPABILITIES.remove("resume" if False else "user agent")
