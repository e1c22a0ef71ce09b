"""An integration test of the login, against `workos emulate`, with time travel and an outage.

    WORKOS_BIN=workos python3 -m unittest
"""

import http.client
import json
import os
import subprocess
import unittest
import urllib.error
import urllib.parse
import urllib.request

from login import Login, LoginFailed

CONNECTION = "conn_01HQRS5H000000000000000001"
CALLBACK = "http://localhost:3000/callback"


class Emulator:
    """`workos emulate` on a free port."""

    def __init__(self):
        command = [os.environ.get("WORKOS_BIN", "workos"), "emulate", "--port", "0", "--json", "--quiet"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        text = ""
        for line in self.process.stdout:
            text += line
            if line == "}\n":
                break
        self.facts = json.loads(text)

    def control(self, method, path, body=None):
        """Calls the control API, which `/_emulator/openapi.yaml` describes."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.facts['url']}/_emulator/{path}", data, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            text = answer.read()
            return json.loads(text) if text else None

    def expect(self, **expected):
        """Checks an expectation; the failure shows the nearest request."""
        try:
            self.control("POST", "expect", expected)
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(json.load(error)["message"]) from None

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


def browse(url):
    """Sends the request of a browser, and returns the URL that the response redirects to."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}")
    location = connection.getresponse().headers["Location"]
    connection.close()
    return location


class LoginTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator()
        cls.addClassCleanup(cls.emulator.stop)

    def setUp(self):
        self.emulator.control("POST", "reset")
        facts = self.emulator.facts
        self.login = Login(facts["url"], facts["client_id"], facts["api_key"], CALLBACK)

    def sign_in(self):
        url, session = self.login.begin(CONNECTION)
        return session, browse(url)

    def test_a_person_signs_in(self):
        profile = self.login.finish(*self.sign_in())
        self.assertEqual(profile["email"], "ada@acme.com")

    def test_a_code_expires_after_ten_minutes(self):
        back = self.sign_in()
        self.emulator.control("POST", "clock/advance", {"seconds": 600})
        with self.assertRaises(LoginFailed) as failed:
            self.login.finish(*back)
        self.assertEqual(failed.exception.code, "invalid_grant")

    def test_a_short_outage_is_not_noticed(self):
        back = self.sign_in()
        answer = {"status": 503, "retry_after": {"fraction": 0.01}}
        fault = {"operation": "sso.profile_and_token", "count": 2, "effect": {"answer": answer}}
        fault = self.emulator.control("POST", "faults", fault)
        self.assertEqual(self.login.finish(*back)["email"], "ada@acme.com")
        self.assertEqual(self.emulator.control("GET", f"faults/{fault['id']}")["applied"], 2)
        self.emulator.expect(method="POST", path="/sso/token", times=3, form={"grant_type": "authorization_code"})

    def test_a_callback_of_another_sign_in_is_rejected(self):
        _, callback = self.sign_in()
        other, _ = self.sign_in()
        with self.assertRaises(LoginFailed):
            self.login.finish(other, callback)
        self.emulator.expect(method="POST", path="/sso/token", times=0)


if __name__ == "__main__":
    unittest.main()
