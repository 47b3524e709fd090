"""Count a text's CLIP tokens with the tokenizer of both SDXL encoders, built without torch from its merges table."""

from __future__ import annotations

import functools
import gzip
import json
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import BPE

TOKEN_LIMIT = 77  # positions CLIP has, start and end included
MERGES = Path(__file__).parent.parent / "vocabulary" / "clip_merges.txt.gz"
START = "<|startoftext|>"
END = "<|endoftext|>"
REMEMBERED = 128  # texts: a prompt that is being fitted is counted again and again
ROOM = 36 * 1024 * 1024  # bytes: building the tokenizer takes up to 29 MB
WORD_END = "</w>"
# Letters in runs, digits one by one, everything else in runs: CLIP's own pattern.
WORDS = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


@functools.lru_cache(REMEMBERED)
def count_tokens(text: str) -> int:
    """Count CLIP tokens with start and end, beyond the limit too."""
    return len(clip_tokenizer().encode(text).ids)


@functools.cache
def clip_tokenizer() -> Tokenizer:
    """Build the tokenizer once; it gives the same ids as the tokenizer of SDXL's encoders. Raises MemoryError.

    Its library ends the process where it gets no memory, so that is asked for first, while there is somebody to tell.
    """
    bytes(ROOM)
    merges = read_merges()
    vocabulary = make_vocabulary(merges)
    tokenizer = Tokenizer(BPE(vocabulary, merges, end_of_word_suffix=WORD_END, unk_token=END))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORDS), behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    tokenizer.post_processor = processors.RobertaProcessing(
        (END, vocabulary[END]), (START, vocabulary[START]), trim_offsets=False, add_prefix_space=False
    )
    tokenizer.add_special_tokens([AddedToken(mark, special=True) for mark in (START, END)])
    return tokenizer


def read_merges() -> list[tuple[str, str]]:
    """Read CLIP's 48,894 merges, most frequent first."""
    parts = gzip.decompress(MERGES.read_bytes()).decode("utf-8").split()
    return list(zip(parts[::2], parts[1::2], strict=True))


def make_vocabulary(merges: list[tuple[str, str]]) -> dict[str, int]:
    """Give every token CLIP's number: bytes, bytes that end a word, merges, start and end."""
    letters = byte_letters()
    tokens = [
        *letters,
        *(letter + WORD_END for letter in letters),
        *map("".join, merges),
        START,
        END,
    ]
    return dict(zip(tokens, range(len(tokens)), strict=True))


def byte_letters() -> list[str]:
    """Give the 256 letters that stand for bytes: visible Latin-1 as it is, then the others moved above it."""
    visible = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    return [chr(byte) for byte in visible] + [chr(256 + position) for position in range(256 - len(visible))]


def write_tokenizer(folder: Path, pad: str = END) -> None:
    """Write the files from which transformers loads this tokenizer; SDXL's second encoder pads with "!"."""
    merges = read_merges()
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = json.dumps(make_vocabulary(merges), ensure_ascii=False)
    (folder / "vocab.json").write_text(vocabulary, encoding="utf-8")
    table = ["#version: 0.2", *(f"{left} {right}" for left, right in merges)]
    (folder / "merges.txt").write_text("\n".join(table) + "\n", encoding="utf-8")
    settings = {
        "tokenizer_class": "CLIPTokenizer",
        "model_max_length": TOKEN_LIMIT,  # without it long prompts overflow the encoder's positions
        "bos_token": START,
        "eos_token": END,
        "unk_token": END,
        "pad_token": pad,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=2), encoding="utf-8")
