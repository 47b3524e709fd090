"""Prompts in, what the UNet reads out: every prompt of a run is encoded once, before the first picture.

Both encoders read CLIP's own tokens, as `clip_tokens` counts them, 75 at a time between start and end. A chunk of so
many tokens is encoded once, whoever says it: most pictures share their negative prompt.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prompts.clip_tokens import END, TOKEN_LIMIT, clip_tokenizer
from sdxl.elsewhere import make_somewhere
from sdxl.guides import guide_of
from sdxl.net_maps import feature_key
from sdxl.tensor_cache import LIMIT, TensorCache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from records import RenderJob
    from sdxl.devices import Device

Tensor = Any  # torch.Tensor
Chunk = tuple[int, ...]  # token numbers without start and end, at most 75

CHUNK = TOKEN_LIMIT - 2
PAD_2 = 0  # the second with zeros, as OpenCLIP does
PHRASE_ENDS = (",", ".", ":", ";")  # a long prompt is cut behind one of these
WORD_END = "</w>"
# Prompts encoded together. A batch is always full, with empty prompts where there are no more: the last bits of a
# result depend on the size of the batch, and a picture must not depend on which others are drawn with it.
BATCH = {"cuda": 8, "mps": 4, "cpu": 2}


@dataclass(frozen=True, slots=True)
class Encoders:
    """SDXL's two text encoders, in place."""

    first: Any
    second: Any
    batch: int = BATCH["cpu"]


@dataclass(frozen=True, slots=True)
class Embedding:
    """One chunk as the UNet reads it."""

    hidden: Tensor  # [1, 77, 2048]: both encoders' penultimate layer, side by side
    pooled: Tensor  # [1, 1280]: the second encoder's pooled embedding


@dataclass(frozen=True, slots=True)
class Conditioning:
    """What the UNet reads for one picture; the negative is None where there is no guidance."""

    prompt: Embedding
    negative: Embedding | None
    figures: tuple[Embedding, ...] = ()  # the own words of each of `Guide.speakers`
    faces: tuple[Embedding, ...] = ()  # those of each of `Guide.small_faces`, as long as the negative
    portraits: Mapping[tuple[str, int], Tensor] = field(default_factory=dict)  # latents, by digest and side
    image_prompts: Mapping[str, Sequence[tuple[Tensor, Tensor]]] = field(
        default_factory=dict
    )  # keys, values; by digest
    features: tuple[Tensor, ...] = ()  # what a T2I-Adapter made of the map, [1, channels, rows, columns] a level


def is_guided(job: RenderJob) -> bool:
    """Tell whether a job uses guidance, and so its negative prompt."""
    return job.guidance > 1


def job_chunks(job: RenderJob) -> tuple[list[Chunk], list[Chunk]]:
    """Give the chunks of a job's prompt and negative prompt, as many of one as of the other; without guidance none."""
    prompt = split_prompt(prompt_of(job), is_long=job.long_prompts)
    if not is_guided(job):
        return prompt, []
    negative = split_prompt(job.negative_prompt, is_long=job.long_prompts)
    length = max(len(prompt), len(negative))
    return pad_chunks(prompt, length), pad_chunks(negative, length)


def prompt_of(job: RenderJob) -> str:
    """Give the words of the whole picture: where its figures have words of their own, those of the guide."""
    guide = guide_of(job)
    return guide.base if guide and guide.has_words and guide.base else job.prompt


def figure_chunks(job: RenderJob) -> list[Chunk]:
    """Give one chunk for each figure that has words of its own."""
    guide = guide_of(job)
    return [split_prompt(figure.words, is_long=False)[0] for figure in guide.speakers] if guide else []


def face_chunks(job: RenderJob) -> list[list[Chunk]]:
    """Give the chunks of each figure whose face is drawn once more, as many as the negative prompt has."""
    guide = guide_of(job)
    if guide is None:
        return []
    length = max(len(job_chunks(job)[1]), 1)
    return [pad_chunks(split_prompt(face.words, is_long=False), length) for face in guide.small_faces]


def pad_chunks(chunks: list[Chunk], length: int) -> list[Chunk]:
    """Add empty chunks."""
    return chunks + [()] * (length - len(chunks))


def split_prompt(text: str, *, is_long: bool) -> list[Chunk]:
    """Cut a prompt into chunks, at the ends of phrases if `is_long`; else all beyond the first chunk is lost."""
    ids = clip_tokenizer().encode(text).ids[1:-1]
    if not is_long:
        return [tuple(ids[:CHUNK])]
    chunks: list[Chunk] = []
    while ids or not chunks:
        cut = find_cut(ids)
        chunks.append(tuple(ids[:cut]))
        ids = ids[cut:]
    return chunks


def find_cut(ids: Sequence[int]) -> int:
    """Find where the next chunk ends: behind the last phrase that fits, else behind the last word, else anywhere."""
    if len(ids) <= CHUNK:
        return len(ids)
    token = clip_tokenizer().id_to_token
    ends = {mark + WORD_END for mark in PHRASE_ENDS}
    fitting = [token(number) or "" for number in ids[:CHUNK]]
    phrases = [position + 1 for position, text in enumerate(fitting) if text in ends]
    words = [position + 1 for position, text in enumerate(fitting) if text.endswith(WORD_END)]
    return max(phrases or words or [CHUNK])


def wanted_chunks(jobs: Iterable[RenderJob]) -> list[Chunk]:
    """List every chunk of a run once, in the order it is first needed."""
    groups = (chunks for job in jobs for chunks in (*job_chunks(job), figure_chunks(job), *face_chunks(job)))
    return list(dict.fromkeys(chunk for chunks in groups for chunk in chunks))


def encode_chunks(encoders: Encoders, chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, Embedding]]:
    """Encode chunks in full batches."""
    for start in range(0, len(chunks), encoders.batch):
        batch = list(chunks[start : start + encoders.batch])
        hidden, pooled = encode_batch(encoders, batch + [()] * (encoders.batch - len(batch)))
        for row, chunk in enumerate(batch):
            yield chunk, Embedding(hidden[row : row + 1].clone(), pooled[row : row + 1].clone())


def encode_batch(encoders: Encoders, batch: Sequence[Chunk]) -> tuple[Tensor, Tensor]:
    """Run both encoders on as many chunks as the batch has."""
    import torch

    with torch.no_grad():
        first = encoders.first(frame(batch, end_token(), encoders.first), output_hidden_states=True)
        second = encoders.second(frame(batch, PAD_2, encoders.second), output_hidden_states=True)
        hidden = torch.cat([first.hidden_states[-2], second.hidden_states[-2]], dim=-1)
        return hidden.cpu(), second.text_embeds.cpu()


def encode_somewhere(
    open_on: Callable[[Device], Encoders], device: Device, chunks: Sequence[Chunk], cache: EmbeddingCache
) -> None:
    """Encode chunks into the cache on the device, or on the processor where its memory runs out."""

    def encode(device: Device) -> None:
        for chunk, encoded in encode_chunks(open_on(device), chunks):
            cache.put(chunk, encoded)

    make_somewhere(encode, device, "encoding the prompts", "encoded")


def frame(batch: Sequence[Chunk], pad: int, encoder: Any) -> Tensor:  # noqa: ANN401
    """Put start and end around each chunk and fill it up to CLIP's 77 positions."""
    import torch

    start, end = end_token() - 1, end_token()
    rows = [[start, *chunk, end] + [pad] * (CHUNK - len(chunk)) for chunk in batch]
    return torch.tensor(rows, device=encoder.device)


def end_token() -> int:
    """Give the id of the end token."""
    return int(clip_tokenizer().token_to_id(END) or 0)


def assemble(job: RenderJob, cache: EmbeddingCache) -> Conditioning:
    """Join a job's chunks: their hidden states in sequence, and the pooled embedding of the first."""
    prompt, negative = job_chunks(job)
    figures = tuple(cache.get(chunk) for chunk in figure_chunks(job))
    faces = tuple(join(chunks, cache) for chunks in face_chunks(job))
    key = feature_key(job)
    features = tuple(cache.tensors.get(key).values()) if key else ()
    against = join(negative, cache) if negative else None
    return Conditioning(join(prompt, cache), against, figures, faces, features=features)


def join(chunks: Sequence[Chunk], cache: EmbeddingCache) -> Embedding:
    """Join encoded chunks."""
    import torch

    encoded = [cache.get(chunk) for chunk in chunks]
    return Embedding(torch.cat([one.hidden for one in encoded], dim=1), encoded[0].pooled)


class EmbeddingCache:
    """Keeps encoded chunks, and what else is made before the first picture, until the run ends."""

    def __init__(self, limit: int = LIMIT) -> None:
        """Keep at most `limit` bytes in memory."""
        self.tensors = TensorCache(limit)

    def put(self, chunk: Chunk, encoded: Embedding) -> None:
        """Store an encoded chunk."""
        self.tensors.put(chunk, {"hidden": encoded.hidden, "pooled": encoded.pooled})

    def get(self, chunk: Chunk) -> Embedding:
        """Give an encoded chunk."""
        return Embedding(**self.tensors.get(chunk))

    def close(self) -> None:
        """Delete what is on disk."""
        self.tensors.close()
