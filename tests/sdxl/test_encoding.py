"""Prompts encoded before the first picture: chunks, batches, and what is kept."""

import dataclasses

import pytest
from tiny_engine import job_for
from tiny_guide import BASE, EMMA, JONAS, conditioning_of, guide_for, guided_job

from prompts.clip_tokens import TOKEN_LIMIT, clip_tokenizer, count_tokens
from sdxl.encoding import (
    CHUNK,
    Embedding,
    EmbeddingCache,
    assemble,
    encode_chunks,
    figure_chunks,
    frame,
    job_chunks,
    prompt_of,
    split_prompt,
    wanted_chunks,
)

ADJECTIVES = ("red", "blue", "green", "old", "new", "tall", "wide", "small", "dark")
LONG = ", ".join(f"{word} house by the sea" for word in ADJECTIVES * 3)
WORDS = "lantern " * 120


def chunk_of(text):
    return tuple(ids_of(text))


def ids_of(text):
    return clip_tokenizer().encode(text).ids[1:-1]


@pytest.mark.parametrize(
    ("text", "is_long", "lengths"),
    [
        pytest.param("", False, [0], id="nothing"),
        pytest.param("", True, [0], id="nothing, in chunks"),
        pytest.param("a red house", True, [3], id="short"),
        pytest.param(WORDS, False, [75], id="packed: the rest is lost"),
        pytest.param(WORDS, True, [75, 45], id="words without a comma"),
        pytest.param("lantern " * 75, True, [75], id="just full"),
        pytest.param("lantern " * 40 + ", " + "lantern " * 40, True, [41, 40], id="cut behind a comma"),
        pytest.param("lantern " * 74 + ", lantern", True, [75, 1], id="a comma at the edge stays in"),
        pytest.param("x" * 1000, True, None, id="one word without end"),
    ],
)
def test_chunks(text, is_long, lengths):
    chunks = split_prompt(text, is_long=is_long)

    assert lengths is None or [len(chunk) for chunk in chunks] == lengths
    assert all(len(chunk) <= CHUNK for chunk in chunks)


@pytest.mark.parametrize("text", [LONG, WORDS, "x" * 1000, "a. b; c: d, " * 40], ids=["phrases", "words", "x", "marks"])
def test_long_prompts_lose_nothing(text):
    chunks = split_prompt(text, is_long=True)

    assert [number for chunk in chunks for number in chunk] == ids_of(text)
    assert len(chunks) > 1


def test_prompt_and_negative_prompt_have_as_many_chunks(choice):
    prompt, negative = job_chunks(job_for(choice, prompt=LONG, negative_prompt="blurry", long_prompts=True))

    assert len(prompt) == len(negative) == 3
    assert negative[1:] == [(), ()]


@pytest.mark.parametrize("guidance", [0.0, 1.0])
def test_without_guidance_no_negative_prompt_is_read(choice, guidance):
    assert job_chunks(job_for(choice, guidance=guidance))[1] == []


def test_what_pictures_share_is_encoded_once(choice):
    jobs = [job_for(choice, prompt=f"scene {number}") for number in range(5)]

    assert len(wanted_chunks(jobs)) == 6


def test_the_second_encoder_is_padded_with_zeros_and_an_exclamation_mark_is_none(encoders):
    """In transformers its tokenizer pads with "!", and so takes a prompt's own for padding."""
    (row,) = frame([tuple(ids_of("stop!"))], 0, encoders.second).tolist()

    assert row[:4] == [49406, *ids_of("stop!"), 49407]
    assert 0 not in row[:4]
    assert set(row[4:]) == {0}
    assert len(row) == TOKEN_LIMIT


def test_embeddings_are_those_of_plain_diffusers(tiny_sdxl_folder, encoders, device, choice):
    import torch
    from diffusers import StableDiffusionXLPipeline

    pipeline = StableDiffusionXLPipeline.from_pretrained(tiny_sdxl_folder, dtype=device.dtype)
    job = job_for(choice)
    cache = EmbeddingCache()
    for chunk, encoded in encode_chunks(encoders, wanted_chunks([job])):
        cache.put(chunk, encoded)
    ours = assemble(job, cache)
    prompt, negative, pooled, negative_pooled = pipeline.encode_prompt(job.prompt, negative_prompt=job.negative_prompt)

    for mine, theirs in (
        (ours.prompt.hidden, prompt),
        (ours.prompt.pooled, pooled),
        (ours.negative.hidden, negative),
        (ours.negative.pooled, negative_pooled),
    ):
        assert torch.allclose(mine.float(), theirs.float(), atol=0.02)


def test_a_prompt_is_encoded_alike_in_whatever_company(encoders):
    """The last bits of a result depend on the size of the batch: so a batch is always full."""
    import torch

    chunks = [tuple(ids_of(text)) for text in ("a red house", "night", "two people", "rain", "fog")]
    together = dict(encode_chunks(encoders, chunks))
    (alone,) = [encoded for _, encoded in encode_chunks(encoders, chunks[4:])]

    assert torch.equal(together[chunks[4]].hidden, alone.hidden)
    assert torch.equal(together[chunks[4]].pooled, alone.pooled)


def test_a_long_prompts_summary_is_that_of_its_first_chunk(encoders, choice):
    import torch

    job = job_for(choice, prompt=LONG, long_prompts=True, guidance=1.0)
    encoded = dict(encode_chunks(encoders, wanted_chunks([job])))
    cache = EmbeddingCache()
    for chunk, one in encoded.items():
        cache.put(chunk, one)
    joined = assemble(job, cache).prompt

    assert count_tokens(LONG) > TOKEN_LIMIT
    assert joined.hidden.shape[1] == 3 * TOKEN_LIMIT
    assert torch.equal(joined.pooled, encoded[job_chunks(job)[0][0]].pooled)


def test_figures_words_are_encoded_once_whoever_says_them(encoders, choice):
    """The run's every picture of Emma reads the same chunk; the base words take the prompt's place."""
    both, alone = guided_job(job_for(choice), guide_for()), guided_job(job_for(choice), guide_for(EMMA, base=""))
    wanted = wanted_chunks([both, alone])

    assert wanted == [chunk_of(text) for text in (BASE, both.negative_prompt, EMMA.words, JONAS.words, alone.prompt)]

    first, second = conditioning_of(encoders, both, alone)
    assert [len(read.figures) for read in (first, second)] == [2, 1]
    assert first.figures[0].hidden is second.figures[0].hidden
    assert not first.figures[0].hidden.equal(first.figures[1].hidden)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, BASE),
        ({"base": ""}, "graphic novel illustration, a woman in a green coat"),
        ({"kind": "none"}, "graphic novel illustration, a woman in a green coat"),
        ({"figures": ()}, "graphic novel illustration, a woman in a green coat"),
    ],
)
def test_base_words_stand_for_the_prompt_where_figures_have_their_own(choice, changes, said):
    assert prompt_of(guided_job(job_for(choice), guide_for(**changes))) == said


def test_a_figure_never_has_a_second_chunk(choice):
    long = dataclasses.replace(EMMA, words=WORDS)
    job = guided_job(job_for(choice, long_prompts=True), guide_for(long))

    assert [len(chunk) for chunk in figure_chunks(job)] == [CHUNK]


def test_what_is_too_much_for_memory_is_kept_on_disk_and_deleted_in_the_end():
    import torch

    one = Embedding(torch.ones(1, 77, 8), torch.ones(1, 4))
    other = Embedding(torch.zeros(1, 77, 8), torch.zeros(1, 4))
    cache = EmbeddingCache(limit=4 * (77 * 8 + 4))
    cache.put((1,), one)
    cache.put((2,), other)
    (path,) = cache.tensors.files.values()

    assert list(cache.tensors.kept) == [(1,)]
    assert path.exists()
    assert torch.equal(cache.get((2,)).hidden, other.hidden)
    assert torch.equal(cache.get((1,)).pooled, one.pooled)
    cache.close()
    assert not path.exists()


@pytest.mark.slow
@pytest.mark.parametrize("text", [LONG, WORDS], ids=["cut between phrases", "cut between words"])
def test_compel_reads_long_prompts_alike(tiny_sdxl_folder, encoders, choice, text):
    compel = pytest.importorskip("compel", reason="a cross-check that requirements-dev.txt installs")
    import torch
    from transformers import CLIPTokenizer

    mode = compel.SplitLongTextMode.PHRASES
    kind = compel.ReturnedEmbeddingsType.PENULTIMATE_HIDDEN_STATES_NON_NORMALIZED
    tokenizer = CLIPTokenizer.from_pretrained(tiny_sdxl_folder / "tokenizer")
    theirs = compel.Compel(
        tokenizer=tokenizer,
        text_encoder=encoders.first,
        returned_embeddings_type=kind,
        truncate_long_prompts=False,
        split_long_text_mode=mode,
        device="cpu",
    )(text)
    job = job_for(choice, prompt=text, long_prompts=True, guidance=1.0)
    cache = EmbeddingCache()
    for chunk, encoded in encode_chunks(encoders, wanted_chunks([job])):
        cache.put(chunk, encoded)
    ours = assemble(job, cache).prompt.hidden[..., : theirs.shape[-1]]

    assert ours.shape == theirs.shape
    assert torch.allclose(ours.float(), theirs.float(), atol=0.05)
