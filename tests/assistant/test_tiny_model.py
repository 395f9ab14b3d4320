"""A real language model behind a real server: random weights, a vocabulary of its own, and so garbage, which nobody sees.

The model is made here (nothing can be fetched), speaks through transformers, and is served over the OpenAI protocol.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from assistant import Assistant
from assistant.model import LanguageModel
from assistant.prompting import FOLDER
from assistant.types import NoticeKind, Outcome, Question

TODAY = date(2026, 11, 23)
KEEP = "Hoe lang bewaren we de ritgegevens?"
WRITTEN = 48  # tokens of a reply


class Inference(ThreadingHTTPServer):
    """`/v1/chat/completions` of one small model; one reply at a time, as such servers do without batching."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, model: Any, tokenizer: Any) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.model, self.tokenizer, self.replies = model, tokenizer, []
        self.turn = Lock()

    def generate(self, messages: list[dict[str, str]]) -> str:
        prompt = "\n".join(f"{each['role']}: {each['content']}" for each in messages) + "\nassistant:"
        with self.turn, torch.inference_mode():
            asked = self.tokenizer(prompt, return_tensors="pt", truncation=True, max_length=400)["input_ids"]
            torch.manual_seed(len(self.replies))
            written = self.model.generate(
                asked,
                attention_mask=torch.ones_like(asked),
                max_new_tokens=WRITTEN,
                do_sample=True,
                temperature=1.0,
                pad_token_id=0,
            )
        self.replies.append(self.tokenizer.decode(written[0][asked.shape[1] :]))
        return self.replies[-1]


class _Handler(BaseHTTPRequestHandler):
    server: Inference

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        reply = self.server.generate(body["messages"])
        name, base = body["model"], {"id": "1", "created": 1, "model": body["model"]}
        assert name == "tiny"
        if body.get("stream"):
            deltas = [({"role": "assistant", "content": word + " "}, None) for word in reply.split(" ")] + [
                ({}, "stop")
            ]
            chunks = [
                base
                | {"object": "chat.completion.chunk", "choices": [{"index": 0, "delta": delta, "finish_reason": end}]}
                for delta, end in deltas
            ]
            self._send(
                "text/event-stream", "".join(f"data: {json.dumps(each)}\n\n" for each in chunks) + "data: [DONE]\n\n"
            )
            return
        message = {"index": 0, "message": {"role": "assistant", "content": reply}, "finish_reason": "stop"}
        usage = {"prompt_tokens": 400, "completion_tokens": WRITTEN, "total_tokens": 400 + WRITTEN}
        self._send(
            "application/json", json.dumps(base | {"object": "chat.completion", "choices": [message], "usage": usage})
        )

    def _send(self, kind: str, content: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(content.encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


def tiny(texts: list[str]) -> tuple[LlamaForCausalLM, PreTrainedTokenizerFast]:
    """A Llama of two layers with random weights, and a tokenizer trained on these texts."""
    trained = Tokenizer(models.BPE())
    trained.pre_tokenizer = pre_tokenizers.ByteLevel()
    trained.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trained.train_from_iterator(texts, trainers.BpeTrainer(vocab_size=600, special_tokens=["<pad>", "<s>", "</s>"], initial_alphabet=alphabet, show_progress=False))  # fmt: skip
    torch.manual_seed(20261126)
    shape = LlamaConfig(
        vocab_size=trained.get_vocab_size(), hidden_size=32, intermediate_size=64, num_hidden_layers=2,
        num_attention_heads=4, max_position_embeddings=512, bos_token_id=1, eos_token_id=2, pad_token_id=0,
    )  # fmt: skip
    return LlamaForCausalLM(shape).eval(), PreTrainedTokenizerFast(tokenizer_object=trained, pad_token="<pad>")


@pytest.fixture(scope="module")
def inference(small) -> Iterator[Inference]:
    gists = [each.digest.gist.nl for each in small.provisions] + [each.digest.gist.en for each in small.provisions]
    texts = gists + [each.read_text(encoding="utf-8") for each in FOLDER.glob("*.md")]
    with Inference(*tiny(texts)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("question", [KEEP, "Hoe hoog is de boete?", "Which requirements does a bicycle shed meet?"])
def test_the_garbage_of_a_real_model_ends_in_the_quoting_answer(
    inference: Inference, assistant: Assistant, model_of: Callable[..., LanguageModel], monkeypatch, question: str
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    url = f"http://127.0.0.1:{inference.server_port}/v1"
    written = len(inference.replies)

    answer = Assistant(assistant.live, model_of(url, model="tiny"), 6000).answer(Question(question, as_of=TODAY))

    assert len(inference.replies) == written + 2, "asked for fields, and once more for text"
    assert all(inference.replies[written:]), "it did write"
    expected = assistant.answer(Question(question, as_of=TODAY))
    assert (answer.model, answer.outcome, answer.text) == ("quoting", Outcome.ANSWERED, expected.text)
    assert [each.kind for each in answer.notices].count(NoticeKind.FALLBACK) == 1
