"""A guided picture of the tiny model: two figures side by side in eight by six cells."""

import dataclasses

from sdxl.encoding import EmbeddingCache, assemble, encode_chunks, wanted_chunks
from sdxl.guides import Guide, GuidedFigure
from sdxl.painting import Painting

WIDTH, HEIGHT = 128, 96
EMMA = GuidedFigure("aa11", "woman with a dark red plait in a yellow raincoat", (8, 1, 16, 1, 24, 1))
JONAS = GuidedFigure("bb22", "old man with a white beard in a navy sweater", (23, 1, 31, 1, 39, 1))
BASE = "two people in a kitchen, graphic novel illustration"


def guide_for(*figures, **changes):
    """Give a guide by words; the figures are Emma and Jonas unless others are given."""
    return dataclasses.replace(Guide(figures or (EMMA, JONAS), "words", BASE), **changes)


def guided_job(job, guide):
    """Give a job of the guide's size that has this guide."""
    return dataclasses.replace(job, width=WIDTH, height=HEIGHT, guide=guide.to_json())


def conditioning_of(encoders, *jobs, cache=None):
    """Encode jobs together and give the conditioning of each."""
    cache = cache or EmbeddingCache()
    for chunk, encoded in encode_chunks(encoders, wanted_chunks(jobs)):
        cache.put(chunk, encoded)
    return [assemble(job, cache) for job in jobs]


def painting_of(loaded_model, encoders, job, guide, steps_done=0):
    """Give a picture under way, for tests that guide a UNet without drawing."""
    job = guided_job(job, guide)
    (conditioning,) = conditioning_of(encoders, job)
    return Painting(loaded_model, job, guide, conditioning, lambda: steps_done)
