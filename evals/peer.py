"""`python -m evals.peer [--shape]`: LangChain's tutorial pipeline behind FastAPI, as one would serve it in an afternoon.

It takes the questions of our API and gives back the four nearest chunks as they are. Nothing is checked, nobody is asked
who they are, nothing is counted or logged.
"""

import argparse
import socket
import sys
from typing import TYPE_CHECKING

from corpus.errors import Refusal
from corpus.running import run

if TYPE_CHECKING:
    from fastapi import FastAPI

    from evals.alternatives import Tutorial
    from indexing.types import Encoder

CHUNKS = 4  # that LangChain's similarity search gives where nobody says how many


def main(arguments: list[str]) -> int:
    """0: served until it was stopped; 1: there is no index to take the texts from."""
    parser = argparse.ArgumentParser(prog="python -m evals.peer", description="Serve the tutorial's pipeline.")
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--shape", action="store_true", help="with a transformer's work for each question as well")
    options = parser.parse_args(arguments)
    import uvicorn

    from assistant import open_assistant, read_settings
    from evals.alternatives import Tutorial
    from evals.shape import Shape

    try:
        index = open_assistant(read_settings()).as_checked().live.now()
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1
    app = peer(Tutorial(index), Shape() if options.shape else None)
    listening = socket.create_server(("127.0.0.1", options.port))
    print(f"The tutorial: http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=5)
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def peer(tutorial: "Tutorial", shape: "Encoder | None" = None) -> "FastAPI":
    """The same address and the same thread pool as ours."""
    from fastapi import FastAPI

    from assistant.types import Question

    app = FastAPI()

    @app.post("/v1/answers")
    def answers(question: Question) -> dict[str, object]:
        if shape:
            shape.encode([question.question])
        nearest = tutorial.nearest(question.question, question.language or "nl", CHUNKS)
        passages = [{"text": each.text, "provisions": each.reading.provisions} for each in nearest]
        return {"question": question.question, "text": nearest[0].text, "passages": passages}

    return app


if __name__ == "__main__":
    run(main)
