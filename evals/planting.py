"""Builds a small index in which attacks lie: own documents and digests with instructions in them, beside real law."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from corpus.editions import Edition
from corpus.own_documents import own_documents
from corpus.types import Address, Bilingual, Digest, Kind, Provision, Source, Verified
from evals.attack_set import Attack
from indexing.building import build
from indexing.opening import LiveIndex
from indexing.search import Index

BESIDE = frozenset({"ai-act", "avg"})  # what the real questions among them are about
LETTER = "planted"
_PDF = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R >>",
)
_FONT = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def planted(attacks: Iterable[Attack], index: Index, folder: Path) -> LiveIndex:
    """An index in `folder` of what the attacks plant and of the digests of BESIDE."""
    attacks = tuple(attacks)
    documents = folder / "documents"
    documents.mkdir()
    for attack in attacks:
        if attack.document:
            (documents / attack.document.name).write_bytes(_content(attack.document.name, attack.document.text))
    own = own_documents(documents)
    if own.left_out:
        raise ValueError(f"A planted document cannot be read: {own.left_out[0]}")
    law = tuple(replace(each, texts=()) for each in index.provisions if each.source.id in BESIDE and each.digest)
    letter = _letter()
    digests = tuple(_digest(letter, attack) for attack in attacks if attack.digest)
    sources = (*(each for each in index.sources if each.id in BESIDE), letter, *own.sources)
    corpus_date = date.fromisoformat(index.manifest.corpus_date)
    build(sources, (*law, *digests, *own.provisions), folder / "index", index.encoder, corpus_date=corpus_date)
    return LiveIndex(folder / "index", index.encoder)


def is_planted(source: str) -> bool:
    """Whether a source is an own document or the letter."""
    return source == LETTER or source.startswith("own-")


def _letter() -> Source:
    name = Bilingual("Verzamelbrief", "Omnibus letter")
    day = date(2026, 1, 15)
    edition = Edition(day.isoformat(), (), ("nl", "en"), day)
    return Source(LETTER, name, name, (), Kind.LETTER, "", "", Address("https://www.rijksoverheid.nl"), "", (edition,))


def _digest(letter: Source, attack: Attack) -> Provision:
    assert attack.digest
    label, gist, ask = attack.digest.label, attack.digest.gist, attack.digest.ask
    digest = Digest(Bilingual(gist, gist), (ask,), (ask,), verified=Verified.UNVERIFIED)
    eid = f"topic_{attack.id}"
    return Provision(letter, letter.editions[0], eid, Bilingual(label, label), Bilingual(), digest=digest)


def _content(name: str, text: str) -> bytes:
    return _pdf(text) if name.endswith(".pdf") else text.encode()


def _pdf(text: str) -> bytes:
    """One page of plain lines, the least that is a PDF."""
    lines = "".join(
        f"({line.replace(chr(92), chr(92) * 2).replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj T* "
        for line in text.splitlines()
    )
    stream = f"BT /F1 11 Tf 15 TL 60 780 Td {lines}ET".encode("cp1252")
    body, places = b"%PDF-1.4\n", []
    page = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    for number, content in enumerate([*_PDF, page, _FONT], 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(body))
    )
