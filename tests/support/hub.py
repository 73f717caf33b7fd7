"""A hub on this machine: what `huggingface_hub` needs of it to upload a folder as one commit."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

TOKEN = "hf_writes"
COMMIT = "1" * 40


@dataclass
class Hub:
    """What the hub was told.

    Attributes:
        url: to give as HF_ENDPOINT.
        created: the bodies of the calls that make a repository.
        committed: of each repository, the files of its last commit.
        broken: answer every call with status 500.
    """

    url: str = ""
    created: list[dict[str, Any]] = field(default_factory=list)
    committed: dict[str, dict[str, bytes]] = field(default_factory=dict)
    broken: bool = False


@contextmanager
def hub() -> Iterator[Hub]:
    """Run a hub that takes the token ``TOKEN`` and refuses every other."""
    told = Hub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Quiet."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, answer = self._answer(body)
            sent = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def _answer(self, body: bytes) -> tuple[int, dict[str, Any]]:
            if told.broken:
                return 500, {"error": "out of order"}
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                return 401, {"error": "Invalid username or password."}
            parts = self.path.strip("/").split("/")
            if parts[:3] == ["api", "repos", "create"]:
                told.created.append(json.loads(body))
                return 200, {
                    "url": f"{told.url}/datasets/{told.created[-1]['organization']}/{told.created[-1]['name']}"
                }
            if parts[1] == "validate-yaml":
                return 200, {"errors": [], "warnings": []}
            kind, organization, name, action = parts[1:5]
            assert kind == "datasets"
            if action == "preupload":
                files = json.loads(body)["files"]
                modes = [{"path": each["path"], "uploadMode": "regular", "shouldIgnore": False} for each in files]
                return 200, {"files": modes}
            assert action == "commit"
            lines = [json.loads(line) for line in body.splitlines()]
            told.committed[f"{organization}/{name}"] = {
                line["value"]["path"]: base64.b64decode(line["value"]["content"])
                for line in lines
                if line["key"] == "file"
            }
            url = f"{told.url}/datasets/{organization}/{name}/commit/{COMMIT}"
            return 200, {"success": True, "commitOid": COMMIT, "commitUrl": url, "pullRequestUrl": None}

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.url = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
