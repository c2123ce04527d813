#!/usr/bin/env bash
# What: msal 1.39.0, ConfidentialClientApplication.acquire_token_for_client. A token in its cache that is past
#   its refresh_on but far from its expiry is the fallback while Entra is away: so it is when the connection
#   fails. When Entra answers 503 instead, the call raises MsalServiceError, though that token is still good.
# Why: msal wraps each answer so that raise_for_status() raises its own MsalServiceError; what it takes for
#   "Entra is away" is requests.RequestException only (msal/throttled_http_client.py NormalizedResponse,
#   msal/application.py _acquire_token_silent_from_cache_and_possibly_refresh_it).
# What one would have written from memory: "msal hands out the cached token during an outage", and an
#   `except` for requests' errors.
# Seen: the three lines below, on Python 3.11.7.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check msal==1.39.0 requests==2.32.5
cat > "$folder/expected" <<'SEEN'
the first time: from identity_provider
no connection: from cache
503: MsalServiceError
SEEN
"$folder/venv/bin/python" - > "$folder/seen" <<'PYTHON'
import json
import time

import msal
import requests


class Answer:
    def __init__(self, status_code, body):
        self.status_code, self.text, self.headers = status_code, json.dumps(body), {}


class Entra:
    """An HTTP client of one's own, as msal lets one pass it; it answers in Entra's place."""

    def __init__(self):
        self.mood = "well"

    def get(self, url, **_):
        host = url.split("/")[2]
        paths = {"authorization_endpoint": "authorize", "token_endpoint": "token"}
        tenant = {name: f"https://{host}/tenant/oauth2/v2.0/{path}" for name, path in paths.items()}
        return Answer(200, {**tenant, "issuer": f"https://{host}/tenant/v2.0"})

    def post(self, url, **_):
        if self.mood == "gone":
            raise requests.ConnectionError
        if self.mood == "503":
            return Answer(503, {"error": "temporarily_unavailable"})
        token = {"token_type": "Bearer", "access_token": "a token"}
        return Answer(200, {**token, "expires_in": 3600, "refresh_in": 1})

    def close(self):
        pass


entra = Entra()
client = msal.ConfidentialClientApplication(
    "11111111-1111-4111-8111-111111111111",
    client_credential="not a secret",
    authority="https://login.microsoftonline.com/tenant",
    instance_discovery=False,
    http_client=entra,
)


def ask(when):
    try:
        answer = client.acquire_token_for_client(["https://api.botframework.com/.default"])
        print(f"{when}: from {answer.get('token_source', answer)}")
    except Exception as problem:
        print(f"{when}: {type(problem).__name__}")


ask("the first time")
time.sleep(2)  # until the token should be refreshed; it is good for the better part of an hour
entra.mood = "gone"
ask("no connection")
entra.mood = "503"
ask("503")
PYTHON
cat "$folder/seen"
diff "$folder/expected" "$folder/seen"
