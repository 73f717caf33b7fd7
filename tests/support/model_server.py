"""A model server in a process of its own, speaking the routes of vLLM, SGLang and OpenAI over a real model.

Run as ``python -m tests.support.model_server --engine vllm --model FOLDER``; it prints its port on one line.
Request and answer shapes, and the activations, are those read in vLLM 0.32 (``vllm/entrypoints/pooling``) and SGLang
0.5 (``srt/entrypoints``). What goes wrong is named by the texts themselves: a request whose body holds
"fail:<mode>[:<times>]" fails in that mode, always or the first ``times`` times.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import threading
import time
import traceback
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

_FAILURE = re.compile(r"fail:([a-z-]+)(?::(\d+))?")


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    engine: ClassVar[str]
    model: ClassVar[Any]
    key: ClassVar[str | None]
    dies_after: ClassVar[int | None]
    lock: ClassVar[threading.Lock] = threading.Lock()
    failed: ClassVar[Counter[str]] = Counter()
    served: ClassVar[int] = 0
    under_way: ClassVar[set[int]] = set()
    seen: ClassVar[list[dict[str, Any]]] = []

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        owned = {"vllm": "vllm", "sglang": "sglang"}.get(self.engine, "someone")
        answers: dict[str, Any] = {
            "/v1/models": {"object": "list", "data": [{"id": "rm", "object": "model", "owned_by": owned}]},
            "/seen": self.seen,
        }
        if self.engine in ("vllm", "old-vllm"):
            answers["/version"] = {"version": "0.32.0" if self.engine == "vllm" else "0.10.2"}
        if self.engine == "sglang":
            answers["/get_model_info"] = {"model_path": "rm", "tokenizer_path": "org/rm", "is_generation": False}
        if not self._authorised():
            return
        if self.path in answers:
            self._send(200, answers[self.path])
        else:
            self._send(404, {"detail": "Not Found"})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._authorised():
            return
        with self.lock:
            type(self).served += self.path != "/tokenize"
            if self.dies_after is not None and self.served > self.dies_after:
                self._die()
            if self.path != "/tokenize":
                self.seen.append({"path": self.path, "body": json.loads(raw)})
            self.under_way.add(threading.get_ident())
        try:
            self._answer(raw)
        finally:
            self.under_way.discard(threading.get_ident())

    def _die(self) -> None:
        """End the server, once what came before is answered."""
        while self.under_way:
            time.sleep(0.01)
        os._exit(1)

    def _answer(self, raw: bytes) -> None:
        mode = self._failure(raw.decode())
        if mode and self._fail(mode):
            return
        routes = {
            ("vllm", "/tokenize"): self._vllm_tokenize,
            ("vllm", "/classify"): self._vllm_classify,
            ("vllm", "/pooling"): self._vllm_pooling,
            ("vllm", "/score"): self._vllm_score,
            ("sglang", "/classify"): self._sglang_classify,
        }
        chat = {"/v1/chat/completions": self._chat, "/v1/completions": self._completion}.get(self.path)
        route = routes.get((self.engine.removeprefix("old-"), self.path)) or chat
        if route is None:
            self._send(404, {"detail": "Not Found"})
            return
        answer = route(json.loads(raw))
        text = json.dumps(answer)
        if mode == "nan":
            text = re.sub(r"(\"(?:probs|data|embedding)\": \[)-?[\d.e-]+", r"\1NaN", text)
        if mode == "null":
            text = re.sub(r"(\"(?:probs|data|embedding)\": \[)-?[\d.e-]+", r"\1null", text)
        self._send_bytes(200, text.encode()[: 20 if mode == "truncated" else None])

    def _authorised(self) -> bool:
        given = self.headers.get("Authorization", "")
        if self.key is None or given == f"Bearer {self.key}":
            return True
        self._send(401, {"error": {"message": f"Incorrect API key provided: {given.removeprefix('Bearer ')}"}})
        return False

    def _failure(self, text: str) -> str | None:
        found = _FAILURE.search(text)
        if found is None:
            return None
        with self.lock:
            self.failed[found[0]] += 1
            return found[1] if found[2] is None or self.failed[found[0]] <= int(found[2]) else None

    def _fail(self, mode: str) -> bool:
        """Fail in a mode that needs no answer of the model; False for those that spoil one."""
        if mode == "status":
            self._send(500, {"error": {"message": "CUDA out of memory"}})
        elif mode == "wait":
            self._send(429, {"detail": "slow down"}, {"Retry-After": "1"})
        elif mode == "long":
            message = "This model's maximum context length is 64 tokens."
            self._send(400, {"error": {"message": message, "type": "BadRequestError"}})
        elif mode == "hang":
            time.sleep(30)
        elif mode == "drop":
            self.close_connection = True
        else:
            return False
        return True

    def _vllm_tokenize(self, body: dict[str, Any]) -> dict[str, Any]:
        tokens = self.model.tokens(body)
        return {"count": len(tokens), "max_model_len": 2048, "tokens": tokens}

    def _vllm_classify(self, body: dict[str, Any]) -> dict[str, Any]:
        score, tokens = self.model.score(body)
        values = [_sigmoid(score) if body.get("use_activation", True) or self.engine == "old-vllm" else score]
        data = {"index": 0, "label": "LABEL_0", "probs": values, "num_classes": 1}
        return {"object": "list", "data": [data], "usage": _usage(tokens)}

    def _vllm_pooling(self, body: dict[str, Any]) -> dict[str, Any]:
        scores, tokens = self.model.token_scores(body)
        if body.get("use_activation", True):
            scores = [_sigmoid(score) for score in scores]
        data = {"index": 0, "object": "pooling", "data": [[score] for score in scores]}
        return {"object": "list", "data": [data], "usage": _usage(tokens)}

    def _vllm_score(self, body: dict[str, Any]) -> dict[str, Any]:
        score, tokens = self.model.pair_score(body["text_1"], body["text_2"])
        value = _sigmoid(score) if body.get("use_activation", True) else score
        return {"object": "list", "data": [{"index": 0, "object": "score", "score": value}], "usage": _usage(tokens)}

    def _sglang_classify(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        answers = []
        for ids in body["input_ids"]:
            score, tokens = self.model.score({"input": ids})
            answers.append({"embedding": [score], "meta_info": {"prompt_tokens": tokens}})
        return answers

    def _chat(self, body: dict[str, Any]) -> dict[str, Any]:
        text, finish, prompt_tokens, new_tokens = self.model.chat(body)
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
        usage = {"prompt_tokens": prompt_tokens, "completion_tokens": new_tokens}
        return {"object": "chat.completion", "choices": [choice], "usage": usage}

    def _completion(self, body: dict[str, Any]) -> dict[str, Any]:
        text, finish, prompt_tokens, new_tokens = self.model.chat(body)
        usage = {"prompt_tokens": prompt_tokens, "completion_tokens": new_tokens}
        return {"object": "text_completion", "choices": [{"text": text, "finish_reason": finish}], "usage": usage}

    def _send(self, status: int, answer: Any, headers: dict[str, str] | None = None) -> None:
        self._send_bytes(status, json.dumps(answer).encode(), headers)

    def _send_bytes(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class QuietServer(ThreadingHTTPServer):
    """Does not complain about clients that go away."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Quiet about broken connections, loud about mistakes of the server itself."""
        if not isinstance(sys.exc_info()[1], ConnectionError | json.JSONDecodeError):
            traceback.print_exc()


class RealModel:
    """A transformers model in a folder: a classifier with one label, or a language model."""

    def __init__(self, folder: str) -> None:
        import torch
        import transformers

        torch.set_num_threads(1)
        self._torch = torch
        self._lock = threading.Lock()
        config = transformers.AutoConfig.from_pretrained(folder)
        classifies = config.architectures[0].endswith("ForSequenceClassification")
        kind = transformers.AutoModelForSequenceClassification if classifies else transformers.AutoModelForCausalLM
        self._model = kind.from_pretrained(folder).eval()
        self._tokenizer = transformers.AutoTokenizer.from_pretrained(folder)

    def _ids(self, body: dict[str, Any], opened: bool = False) -> list[int]:
        """Token ids as vLLM makes them: chats get no special tokens beyond the template's."""
        if "input" in body:
            return list(body["input"])
        if "prompt" in body:
            return list(
                self._tokenizer(body["prompt"], add_special_tokens=body.get("add_special_tokens", True))["input_ids"]
            )
        text = self._tokenizer.apply_chat_template(body["messages"], tokenize=False, add_generation_prompt=opened)
        return list(self._tokenizer(text, add_special_tokens=body.get("add_special_tokens", False))["input_ids"])

    def tokens(self, body: dict[str, Any]) -> list[int]:
        """Token ids of a text or a conversation."""
        return self._ids(body)

    def score(self, body: dict[str, Any]) -> tuple[float, int]:
        """The raw score of a conversation."""
        ids = self._ids(body)
        with self._lock, self._torch.inference_mode():
            return float(self._model(input_ids=self._torch.tensor([ids])).logits[0, 0]), len(ids)

    def token_scores(self, body: dict[str, Any]) -> tuple[list[float], int]:
        """The head's output at every token."""
        ids = self._ids(body)
        with self._lock, self._torch.inference_mode():
            states = self._model.model(input_ids=self._torch.tensor([ids])).last_hidden_state[0]
            return self._model.score(states)[:, 0].tolist(), len(ids)

    def pair_score(self, first: str, second: str) -> tuple[float, int]:
        """The raw score of a text pair."""
        return self.score({"input": self._tokenizer(first, text_pair=second)["input_ids"]})

    def chat(self, body: dict[str, Any]) -> tuple[str, str, int, int]:
        """Greedy text."""
        ids = self._ids(body, opened=True)
        with self._lock, self._torch.inference_mode():
            output = self._model.generate(
                input_ids=self._torch.tensor([ids]), max_new_tokens=body["max_tokens"], do_sample=False
            )
        new = output[0, len(ids) :].tolist()
        ended = new[-1] == self._tokenizer.eos_token_id
        text = self._tokenizer.decode(new, skip_special_tokens=True)
        return text, "stop" if ended else "length", len(ids), len(new)


class CountingModel:
    """A function in place of a model, for tests of what goes wrong around one: a text's score is its length."""

    def __init__(self, bos: int) -> None:
        self._bos = bos

    def tokens(self, body: dict[str, Any]) -> list[int]:
        """One token a character; a BOS (1) where asked for, and as many as wanted from the chat template."""
        written = 0 if "prompt" in body else self._bos
        return [1] * (written + body["add_special_tokens"]) + [
            ord(character) for character in body.get("prompt", "chat")
        ]

    def score(self, body: dict[str, Any]) -> tuple[float, int]:
        """Characters of all messages, in hundreds."""
        text = "".join(message["content"] for message in body["messages"])
        return len(text) / 100, len(text.split())

    def chat(self, body: dict[str, Any]) -> tuple[str, str, int, int]:
        """An answer that is fixed by the prompt: the longer response wins, or its tens of characters are its mark."""
        text = body["messages"][-1]["content"]
        found = re.findall(r"BEGIN RESPONSE( [AB]|) (\w+)\n(.*?)\nEND RESPONSE\1 \2", text, re.DOTALL)
        sides = {letter.strip(): len(content) for letter, _, content in found}
        if not sides:
            verdict = "nothing to judge"
        elif len(sides) == 1:
            verdict = str(min(10, 1 + sides[""] // 10))
        else:
            verdict = "C" if sides["A"] == sides["B"] else max(sides, key=lambda letter: sides[letter])
        return f"Both are fine, but [[A]] and [[3]] are what I thought first. [[{verdict}]]", "stop", len(text), 12


class AnsweringModel:
    """Answers written down in advance: the first whose key stands in the prompt, with why it ended.

    Of several answers to one key the request's seed chooses, so that a repeated request gets the same.
    """

    def __init__(self, path: str, seconds: float) -> None:
        self._answers = json.loads(Path(path).read_text())
        self._seconds = seconds

    def chat(self, body: dict[str, Any]) -> tuple[str, str, int, int]:
        """The answer, its end, and words for tokens."""
        time.sleep(self._seconds)
        asked = body["prompt"] if "prompt" in body else body["messages"][-1]["content"]
        found = next((answer for key, answer in self._answers.items() if key in asked), ("", "stop"))
        text, finish = found[body.get("seed", 0) % len(found)] if isinstance(found[0], list) else found
        return text, finish, len(asked.split()), len(text.split())


def _sigmoid(value: float) -> float:
    import math

    return 1 / (1 + math.exp(-value))


def _usage(tokens: int) -> dict[str, int]:
    return {"prompt_tokens": tokens, "total_tokens": tokens}


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", default="vllm")
    parser.add_argument("--model", help="folder; without one a function counts characters")
    parser.add_argument("--key")
    parser.add_argument("--dies-after", type=int)
    parser.add_argument("--bos", type=int, default=1)
    parser.add_argument("--answers", help="file of answers to give in place of a model's")
    parser.add_argument("--seconds", type=float, default=0.0, help="such an answer takes")
    parser.add_argument("--port", type=int, default=0)
    chosen = parser.parse_args()
    Handler.engine, Handler.key, Handler.dies_after = chosen.engine, chosen.key, chosen.dies_after
    if chosen.answers:
        Handler.model = AnsweringModel(chosen.answers, chosen.seconds)
    else:
        Handler.model = RealModel(chosen.model) if chosen.model else CountingModel(chosen.bos)
    server = QuietServer(("127.0.0.1", chosen.port), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
