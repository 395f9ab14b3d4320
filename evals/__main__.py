"""`python -m evals [run | dev | check | attacks | compare | guard | baseline | seal | tune | ablations | bench | bench-large | load]`: how good, how fast, and since when?"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import Refusal
from corpus.running import run
from evals.benching import add_benches
from evals.questions import check_questions, seal_questions

if TYPE_CHECKING:
    from evals.judge import Judge
    from indexing.search import Index

CHECKOUT = Path(__file__).parents[1]


def main(arguments: list[str]) -> int:
    """0 done; 1 it failed, with its reasons on standard error; 2 wrong usage."""
    parser = argparse.ArgumentParser(
        prog="python -m evals", description="How good are the answers? Without a command: run."
    )
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="everything, with a page and JSON in evals/out")
    run.add_argument("--external", type=Path, help="folder of published question sets (default: ../shared/evals)")
    run.add_argument("--encoder", default="", help="a sentence-transformers model for the LangChain pipeline as well")
    dev = commands.add_parser("dev", help="the dev questions only, with what went wrong")
    for command in (run, dev):
        command.add_argument("--judge", default="", help='a LangChain model that judges citations, as "openai:gpt-oss"')
    run.set_defaults(command=run_everything)
    dev.set_defaults(command=run_dev)
    commands.add_parser("check", help="the questions themselves: enough, own words, sealed").set_defaults(
        command=check_questions
    )
    commands.add_parser("attacks", help="what people may try, and which of it came through").set_defaults(
        command=attack
    )
    command = commands.add_parser("compare", help="two runs, question by question")
    command.add_argument("before", type=Path)
    command.add_argument("after", type=Path)
    command.set_defaults(command=compare_runs)
    commands.add_parser("guard", help="fails where a dev figure fell below the baseline").set_defaults(command=guard)
    commands.add_parser("baseline", help="make the figures of now the baseline").set_defaults(command=make_baseline)
    command = commands.add_parser("seal", help="seal the test questions as they are now")
    command.add_argument("--reason", required=True)
    command.set_defaults(command=seal_questions)
    commands.add_parser("tune", help="learn the weights of the ranking on the dev questions").set_defaults(
        command=tune_ranking
    )
    commands.add_parser("ablations", help="what each ingredient of the ranking is worth").set_defaults(
        command=show_ablations
    )
    add_benches(commands)
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in {"-h", "--help"}):
        arguments = ["run", *arguments]
    options = parser.parse_args(arguments)
    try:
        return int(options.command(options))
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1


def run_everything(options: argparse.Namespace) -> int:
    """Print the table; write the page and the JSON."""
    from assistant import open_assistant, read_settings
    from evals.external import beside
    from evals.page import page
    from evals.report import report, stories
    from evals.run import OUT, baseline, save
    from evals.running import run_all
    from indexing.encoders import open_encoder

    settings = read_settings()
    external = options.external or beside(CHECKOUT)
    if options.external and not any(external.glob("*.jsonl")):
        raise Refusal(f"There are no question sets (*.jsonl) in {external}; give the folder that holds them.")
    encoder = open_encoder(options.encoder) if options.encoder else None
    run = run_all(open_assistant(settings), external, _judge(options), encoder)
    file = save(run, OUT / f"{run.made_at.replace(':', '')[:17]}.json")
    file.with_suffix(".html").write_text(page(run, baseline()), encoding="utf-8")
    print(f"{report(run, baseline())}\n\n## The worst dev questions\n\n{stories(run, 10)}\n")
    print(f"Written: {file.with_suffix('.html')} and {file}")
    return 0


def run_dev(options: argparse.Namespace) -> int:
    """Print the table and every dev question that went wrong; write the JSON, to compare with."""
    from assistant import open_assistant, read_settings
    from evals.report import answers, heading, stories
    from evals.run import OUT, baseline, save
    from evals.running import run_answers

    run = run_answers(open_assistant(read_settings()), ["dev"], _judge(options))
    file = save(run, OUT / f"{run.made_at.replace(':', '')[:17]}-dev.json")
    before = baseline()
    print(f"{heading(run, before)}\n\n{answers(run, before)}\n\n{stories(run, len(run.rows))}\n\nWritten: {file}")
    return 0


def attack(_: argparse.Namespace) -> int:
    """The table of attacks and every one that came through; 1 where one did."""
    from assistant import open_assistant, read_settings
    from evals.attack_set import load_attacks
    from evals.attacks import attacked, stories, table

    assistant = open_assistant(read_settings()).as_checked()
    traces = attacked(load_attacks(), assistant)
    print("\n".join([table(traces), "", *stories(traces)]))
    return int(any(each.came_through for each in traces))


def compare_runs(options: argparse.Namespace) -> int:
    """Paired differences with intervals, and which questions changed."""
    from evals.comparing import compare
    from evals.run import load

    print(compare(load(options.before), load(options.after)))
    return 0


def guard(_: argparse.Namespace) -> int:
    """For continuous integration: what dropped, and which questions broke."""
    from assistant import open_assistant, read_settings
    from evals.comparing import breaks
    from evals.run import BASELINE, baseline
    from evals.running import run_answers

    before = baseline()
    if before is None:
        raise Refusal(f"There is no {BASELINE.name} to guard: make one with python -m evals baseline.")
    broken = list(breaks(before, run_answers(open_assistant(read_settings()), ["dev"])))
    print("\n".join(broken) or "No dev figure fell below the baseline.", file=sys.stderr if broken else sys.stdout)
    return int(bool(broken))


def make_baseline(_: argparse.Namespace) -> int:
    """Written to be committed, with the change that it belongs to."""
    from assistant import open_assistant, read_settings
    from evals.run import BASELINE, save
    from evals.running import run_answers

    print(f"Written: {save(run_answers(open_assistant(read_settings())).bare(), BASELINE)}")
    return 0


def tune_ranking(_: argparse.Namespace) -> int:
    """Written to be committed; run it after a change of the digests or the encoder, and compare before and after."""
    from evals.cases import load_cases
    from evals.tuning import tune

    tune(_index(), load_cases("dev"))
    return 0


def show_ablations(_: argparse.Namespace) -> int:
    """The table of docs/ablations.md."""
    from evals.ablations import ablations
    from evals.cases import load_cases

    for line in ablations(_index(), load_cases("dev")):
        print(line)
    return 0


def _index() -> "Index":
    from assistant import read_settings
    from indexing.encoders import open_encoder
    from indexing.opening import LiveIndex

    settings = read_settings()
    encoder = open_encoder(settings.search.encoder)
    return LiveIndex(settings.index, encoder, mirror=settings.mirror, url=settings.search.chroma_url).now()


def _judge(options: argparse.Namespace) -> "Judge | None":
    if not options.judge:
        return None
    from assistant import read_settings
    from evals.judge import Judge

    return Judge.open(options.judge, read_settings().answers)


if __name__ == "__main__":
    run(main)
