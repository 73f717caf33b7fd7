"""The local server of the review page: this machine alone, behind a random token."""

from __future__ import annotations

import errno
import json
import secrets
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

from lcbrb.build.records import PAIRS, BuiltPair, read_pairs
from lcbrb.contract import to_json
from lcbrb.errors import UserError
from lcbrb.review.page import render_page, shown
from lcbrb.review.votes import Named, ReviewVote, content, first_side, last_votes, open_votes, order
from lcbrb.runs import Rows

HOST = "127.0.0.1"
_LONGEST_BODY = 10_000


@dataclass
class Review:
    """The pairs of one reviewer, and their votes."""

    reviewer: str
    pairs: list[BuiltPair]
    rows: Rows
    votes: dict[str, ReviewVote]
    token: str
    voting: Lock

    @staticmethod
    def open(folder: Path, reviewer: str) -> Review:
        """Read the pairs and the votes so far.

        Raises:
            UserError: there are no pairs, or the votes cannot be written.
        """
        pairs = read_pairs(folder / PAIRS, "it is no finished build, run `lcbrb build`")
        if not pairs:
            raise UserError(f"{folder / PAIRS} holds no pairs, so there is nothing to review.")
        rows = open_votes(folder, reviewer)
        votes = last_votes(rows.path, {pair.pair_id: pair for pair in pairs})
        return Review(reviewer, order(pairs, reviewer), rows, votes, secrets.token_urlsafe(24), Lock())

    def pair(self, number: int) -> dict[str, Any]:
        """What the page shows as pair ``number``, with the vote on it so far."""
        pair = self.pairs[number]
        vote = self.votes.get(pair.pair_id)
        return {**shown(pair, self.reviewer), "vote": vote.vote.value if vote else None}

    def state(self) -> dict[str, Any]:
        """How many pairs there are and which have a vote."""
        return {"pairs": len(self.pairs), "voted": [pair.pair_id in self.votes for pair in self.pairs]}

    def vote(self, number: int, named: Named) -> None:
        """Cast a vote, or change it; it is on the disk when this returns."""
        pair = self.pairs[number]
        vote = ReviewVote(pair.pair_id, named, first_side(pair, self.reviewer), content(pair))
        with self.voting:
            self.rows.append(to_json(vote))
            self.votes[pair.pair_id] = vote


def serve(review: Review, port: int) -> ThreadingHTTPServer:
    """A server that answers once its ``serve_forever`` is called; ``port`` 0 takes any that is free.

    Raises:
        UserError: the port is in use or not permitted.
    """

    class Handler(_Handler):
        pass

    Handler.review = review
    try:
        server = _Server((HOST, port), Handler)
    except OSError as error:
        why = {errno.EADDRINUSE: "is in use", errno.EACCES: "is not permitted"}.get(error.errno or 0, "cannot be had")
        raise UserError(f"Port {port} of {HOST} {why}; choose another --port, or none for a free one.") from None
    except OverflowError:
        raise UserError(f"--port {port} is no port; give a number up to 65535.") from None
    Handler.hosts = {f"{name}:{server.server_address[1]}" for name in (HOST, "localhost")}
    return server


def address(server: ThreadingHTTPServer, review: Review) -> str:
    """What the reviewer opens."""
    return f"http://{HOST}:{server.server_address[1]}/{review.token}/"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False

    def handle_error(self, *_: object) -> None:
        """A browser that goes away is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    review: Review
    hosts: set[str]

    def log_message(self, *_: object) -> None:
        """Quiet: the token stands in every path."""

    def do_GET(self) -> None:
        path = self._path()
        if path == "":
            nonce = secrets.token_urlsafe(16)
            self._send(200, "text/html; charset=utf-8", render_page(self.review.reviewer, nonce).encode(), nonce)
        elif path == "state":
            self._json(self.review.state())
        elif path is not None and (number := self._number(path.removeprefix("pair/"))) is not None:
            self._json(self.review.pair(number))
        else:
            self._refuse(404)

    def do_POST(self) -> None:
        path = self._path()
        length = self.headers.get("Content-Length", "")
        body = self.rfile.read(int(length)) if length.isdigit() and int(length) <= _LONGEST_BODY else b""
        number = self._number(path.removeprefix("vote/")) if path is not None else None
        if number is None:
            self._refuse(404)
            return
        try:
            named = Named(json.loads(body)["vote"])
        except (ValueError, KeyError, TypeError):
            self._refuse(400)
            return
        try:
            self.review.vote(number, named)
        except UserError as error:
            self._send(500, "text/plain; charset=utf-8", str(error).encode())
            return
        self._json(self.review.state())

    def _path(self) -> str | None:
        """What follows the token; None for a request that is not the page's own.

        The Host header must be ours, so that a page elsewhere that has its name resolved to this machine gets nothing.
        """
        token, slash, path = self.path.removeprefix("/").partition("/")
        known = secrets.compare_digest(token.encode(), self.review.token.encode())
        return path if slash and known and self.headers.get("Host") in self.hosts else None

    def _number(self, text: str) -> int | None:
        return int(text) if text.isascii() and text.isdigit() and int(text) < len(self.review.pairs) else None

    def _json(self, value: dict[str, Any]) -> None:
        self._send(200, "application/json", json.dumps(value).encode())

    def _refuse(self, status: int) -> None:
        self.close_connection = True
        self._send(status, "text/plain; charset=utf-8", b"There is nothing here.")

    def _send(self, status: int, kind: str, body: bytes, nonce: str = "") -> None:
        own = f"script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; " if nonce else ""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", f"default-src 'none'; {own}base-uri 'none'; frame-ancestors 'none'")
        self.end_headers()
        self.wfile.write(body)
