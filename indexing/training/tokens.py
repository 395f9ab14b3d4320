"""The pieces of words: of the encoder (WordPiece), and of the token counter (byte-level BPE)."""

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

TOKENS = 32_000  # 16 MB of vectors in half precision; the counter has as many
PATTERN = r" ?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"  # as in assistant.budget; a test compares them


def make_tokenizer(texts: Sequence[str]) -> Tokenizer:
    """Lower case and without accents: people leave both out when they type, and law is not consistent in them."""
    trained, made = Tokenizer(models.WordPiece()), Tokenizer(models.WordPiece())
    for tokenizer in (trained, made):
        tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    signs = sorted(set("".join(made.normalizer.normalize_str("".join(texts)).split())))
    # The trainer numbers the signs inside words as it meets them, in another order every time, and breaks ties by
    # these numbers: named beforehand, they are the same for everybody.
    first = ["[PAD]", "[UNK]", *(f"##{sign}" for sign in signs)]
    trained.train_from_iterator(texts, trainers.WordPieceTrainer(vocab_size=TOKENS, special_tokens=first))
    made.model = models.WordPiece(trained.get_vocab())
    return made


def make_ranks(texts: Sequence[str], out: Path) -> None:
    """Byte-level BPE in tiktoken's own format: a line with a token in base64 and its rank."""
    tokenizer, signs = Tokenizer(models.BPE()), pre_tokenizers.ByteLevel.alphabet()
    letters = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(PATTERN), "isolated"), letters])
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(vocab_size=TOKENS, initial_alphabet=signs))
    # The library shows each byte as a sign: printable ones as themselves, the others in order from U+0100.
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    byte_of = dict(zip(sorted(signs), [*printable, *sorted({*range(256)} - {*printable})], strict=True))
    ranked = sorted((rank, bytes(byte_of[sign] for sign in token)) for token, rank in tokenizer.get_vocab().items())
    out.write_text("".join(f"{b64encode(token).decode()} {rank}\n" for rank, token in ranked), encoding="ascii")
