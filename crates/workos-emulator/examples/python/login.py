"""A login through single sign-on, as an application does it with the standard library alone."""

import base64
import hashlib
import json
import secrets
import time
import urllib.error
import urllib.parse
import urllib.request

ATTEMPTS = 3


class LoginFailed(Exception):
    """The login failed; `code` contains the reason."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Login:
    def __init__(self, base_url, client_id, api_key, redirect_uri):
        self.base_url = base_url
        self.client_id = client_id
        self.api_key = api_key
        self.redirect_uri = redirect_uri

    def begin(self, connection):
        """Returns the URL to send the browser to, and the values to store in the session until it returns."""
        session = {"state": secrets.token_urlsafe(), "verifier": secrets.token_urlsafe(48)}
        digest = hashlib.sha256(session["verifier"].encode()).digest()
        query = urllib.parse.urlencode({
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "response_type": "code",
            "connection": connection,
            "state": session["state"],
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        })
        return f"{self.base_url}/sso/authorize?{query}", session

    def finish(self, session, callback_url):
        """Returns the profile of the person who signed in, from the callback URL."""
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(callback_url).query))
        if not secrets.compare_digest(query.get("state", ""), session["state"]):
            raise LoginFailed("wrong_state")
        if "error" in query:
            raise LoginFailed(query["error"])
        return self._exchange(query["code"], session["verifier"])["profile"]

    def _exchange(self, code, verifier):
        form = urllib.parse.urlencode({
            "grant_type": "authorization_code",
            "client_id": self.client_id,
            "client_secret": self.api_key,
            "code": code,
            "code_verifier": verifier,
        }).encode()
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with urllib.request.urlopen(f"{self.base_url}/sso/token", form, timeout=10) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                with error:
                    body = json.load(error)
                if error.code != 503 or attempt == ATTEMPTS:
                    raise LoginFailed(body["code"]) from None
                time.sleep(float(error.headers.get("Retry-After", "1")))
