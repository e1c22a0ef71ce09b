"""What the steps share: the SDK's client, a browser that follows redirects, a listener, the report."""

import http.client
import os
import queue
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urljoin, urlsplit

from workos import WorkOSClient

DELIVERY_SECONDS = 15
REQUEST_SECONDS = 10

# Where sign-ins come back to. Nothing listens there: the browser stops at the redirect.
REDIRECT_URI = "http://localhost:4180/callback"


class World:
    """The client, and what earlier steps left for later ones."""

    def __init__(self):
        self.url = required("COMPAT_URL")
        self.api_key = required("COMPAT_API_KEY")
        self.client_id = required("COMPAT_CLIENT_ID")
        self.workos = self.client(api_key=self.api_key)
        self._left = {}

    def client(self, **options):
        """A client of the emulator. It never retries: these steps look for first answers that are wrong."""
        return WorkOSClient(
            client_id=self.client_id,
            base_url=self.url,
            request_timeout=REQUEST_SECONDS,
            max_retries=0,
            **options,
        )

    def leave(self, name, value):
        self._left[name] = value
        return value

    def take(self, name):
        """What an earlier step left; fails if it did not come so far."""
        assert name in self._left, f"blocked: no earlier step left {name!r}"
        return self._left[name]

    def close(self):
        if "receiver" in self._left:
            self._left["receiver"].close()


def browse(url):
    """Follows redirects as a browser would, and returns the query that the application is sent."""
    for _ in range(10):
        if url.startswith(REDIRECT_URI):
            return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.netloc, timeout=REQUEST_SECONDS)
        try:
            connection.request("GET", f"{parts.path}?{parts.query}", headers={"Accept": "text/html"})
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        location = answer.getheader("Location")
        assert location, f"{parts.path} answered {answer.status} and no redirect: {body!r}"
        url = urljoin(url, location)
    raise AssertionError("the redirects do not end")


class Delivery(NamedTuple):
    """A webhook: its body as it came, and its signature header."""

    body: bytes
    signature: str


class Receiver:
    """An application's webhook endpoint on a free loopback port."""

    def __init__(self):
        deliveries = self._deliveries = queue.Queue()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                deliveries.put(Delivery(body, self.headers["WorkOS-Signature"]))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass  # The report is the only output.

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/webhooks"

    def next(self):
        try:
            return self._deliveries.get(timeout=DELIVERY_SECONDS)
        except queue.Empty:
            raise AssertionError(f"nothing was delivered within {DELIVERY_SECONDS} s") from None

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def equal(actual, expected):
    """Says both sides where they differ; a plain `assert` says neither."""
    assert actual == expected, f"{actual!r} is not {expected!r}"


@contextmanager
def refused(expected, **details):
    """The call inside must raise this type of error, with these attributes."""
    try:
        yield
    except expected as error:
        for name, value in details.items():
            equal(getattr(error, name), value)
    else:
        raise AssertionError(f"it was answered where {expected.__name__} was due")


def run(steps, world):
    """Runs every step, says how each went, and returns whether all passed."""
    passed = True
    for name, step in steps:
        try:
            step(world)
            print(f"PASS  {name}", flush=True)
        except Exception as error:  # Whatever went wrong, the next step may still pass.
            passed = False
            reason = " ".join(f"{type(error).__name__}: {error}".split())
            print(f"FAIL  {name}: {reason[:400]}", flush=True)
    return passed


def required(name):
    value = os.environ.get(name)
    if not value:
        raise SystemExit(f"{name} is not set; run this with `cargo xtask compat python`")
    return value
