"""What an author edits: folders, the picture's size, style, models, and how the manuscript is read.

Every value here is a default: the command line and the prompt files win over it.
"""

from __future__ import annotations

from dataclasses import dataclass

VERSION = "0.9.0"

# --- Folders, relative to where the command is run ------------------------------------------------------------------
NOVEL = "chapters"
IMAGES = "images"
LOGS = "logs"
PROMPTS = "prompt_cache"
CAST = "characters.toml"
BOOK = "book"

# --- The picture ----------------------------------------------------------------------------------------------------
WIDTH = 1344  # pixels; 1344x768 is one of the sizes SDXL was trained on
HEIGHT = 768
MODEL = "sdxl"  # a preset below, a local folder or .safetensors file, or a hub id
STYLE = "graphic novel"  # one of STYLES

# --- How SDXL runs --------------------------------------------------------------------------------------------------
ATTENTION = "sdpa"  # "sdpa" is PyTorch's own; "xformers" needs requirements-xformers.txt
MEMORY = "auto"  # the fastest way that fits; or resident, two-phase, fp8, model-offload, group-offload, sequential
LORAS: tuple[str, ...] = ()  # laid over every model: "FILE" or "FILE:WEIGHT", as in "~/loras/ink.safetensors:0.8"
LONG_PROMPTS = False  # True: nothing is left out of a prompt; what CLIP's 77 tokens do not hold is read in more chunks
CFG_CUTOFF: float | None = None  # share of the steps after which guidance stops, such as 0.6; None: never
FP16_ACCUMULATION = False  # on CUDA, add matrix products up in half precision: faster, a slightly other picture

# --- What directs SDXL, besides a prompt ------------------------------------------------------------------------------
GUIDE = "none"  # or words (a phrase a person), pose (of the panel, too), strong (the same, held to more closely)
GUIDE_SHARE = 0.3  # how far the picture's own words reach into a person; the rest is the person's phrase
LIKENESS = "reference"  # how people hold to a portrait that was chosen for them: reference, ip-adapter or none
PORTRAIT_SIZE = 512  # by reference: a portrait is read with as many pixels as a square of this side; 384 takes half
PORTRAIT_END = 0.7  # by reference: share of the steps after which no portrait is read
PORTRAIT_LAYERS = "up"  # by reference: read on the UNet's way up, where looks are drawn; or in "all" its layers
FACES = False  # True: small faces are drawn once more, larger


@dataclass(frozen=True, slots=True)
class GuideNet:
    """The network that a guide needs, and how it is used."""

    net: str  # a name that --check lists, a .safetensors file, or a hub id
    strength: float
    end: float  # share of the steps after which it is silent


GUIDE_NETS = {
    "pose": GuideNet("openpose", strength=0.8, end=1.0),
    "strong": GuideNet("union", strength=0.7, end=0.6),
    "ip-adapter": GuideNet("plus-face", strength=0.5, end=0.7),
}

# --- The manuscript -------------------------------------------------------------------------------------------------
BLANK_LINES_BREAK = 0  # 2: two blank lines in a row also end a scene; 0: they never do


@dataclass(frozen=True, slots=True)
class Preset:
    """A model with its recommended settings; `source` says where they come from."""

    model: str  # hub id, local folder or .safetensors file
    steps: int
    guidance: float  # classifier-free guidance scale; at 1 and below the negative prompt is ignored
    scheduler: str = "dpm++ 2m karras"
    vae: str = ""  # hub id, folder or file of a VAE that replaces the model's own; "" keeps it
    loras: tuple[str, ...] = ()  # adapters that belong to it: "owner/name/file.safetensors:1.0" or a local file
    size: tuple[int, int] | None = None  # width and height it was made for; None: those above
    source: str = ""


PRESETS = {
    "sdxl": Preset(
        model="stabilityai/stable-diffusion-xl-base-1.0",
        steps=30,
        guidance=7.0,
        vae="madebyollin/sdxl-vae-fp16-fix",
        source="Fooocus' SAI preset: 7.0, 30 steps, DPM++ 2M Karras; a VAE that decodes in half precision",
    ),
    "quality": Preset(
        model="stabilityai/stable-diffusion-xl-base-1.0",
        steps=40,
        guidance=8.0,
        vae="madebyollin/sdxl-vae-fp16-fix",
        source="the SDXL paper samples at 8.0; more steps sharpen fine lines",
    ),
    "draft": Preset(
        model="stabilityai/stable-diffusion-xl-base-1.0",
        steps=8,
        guidance=6.0,
        scheduler="ddim trailing",
        vae="madebyollin/sdxl-vae-fp16-fix",
        loras=("ByteDance/Hyper-SD/Hyper-SDXL-8steps-CFG-lora.safetensors",),
        source="Hyper-SD's card: 8 steps, guidance 5 to 8, DDIM trailing; the negative prompt still works",
    ),
    "lightning": Preset(
        model="stabilityai/stable-diffusion-xl-base-1.0",
        steps=8,
        guidance=0.0,
        scheduler="euler trailing",
        vae="madebyollin/sdxl-vae-fp16-fix",
        loras=("ByteDance/SDXL-Lightning/sdxl_lightning_8step_lora.safetensors",),
        source="SDXL-Lightning's card: Euler trailing, no guidance, so that the negative prompt is not read",
    ),
    "turbo": Preset(
        model="stabilityai/sdxl-turbo",
        steps=4,
        guidance=0.0,
        scheduler="euler a trailing",
        vae="madebyollin/sdxl-vae-fp16-fix",
        size=(672, 384),
        source="its card: 1 to 4 steps, no guidance, made for 512x512; read its licence before you publish",
    ),
}


@dataclass(frozen=True, slots=True)
class Style:
    """How every picture of the book looks: the words before and after the subject, and what to keep out."""

    medium: str
    finish: tuple[str, ...]  # in falling order of weight
    negative: str
    monochrome: bool = False  # True: colors are left out of what people wear


STYLES = {  # add your own: a medium of up to 6 CLIP tokens, a finish of up to 11, a short negative
    "graphic novel": Style(
        medium="graphic novel illustration",
        finish=("ink outlines", "flat muted colors", "strong shadows"),
        negative="photograph, 3d render, anime, text, speech bubble, multiple panels, deformed, blurry",
    ),
    "ink wash": Style(
        medium="ink wash drawing",
        finish=("loose brush lines", "gray washes", "bare white paper"),
        negative="photograph, 3d render, vivid colors, text, border, deformed, blurry",
        monochrome=True,
    ),
    "watercolor": Style(
        medium="watercolor illustration",
        finish=("soft washes", "fine pen lines", "paper grain"),
        negative="photograph, 3d render, neon colors, text, border, deformed, blurry",
    ),
    "noir": Style(
        medium="black and white noir comic",
        finish=("hard black shadows", "single light source", "high contrast ink"),
        negative="photograph, color, bright daylight, low contrast, text, speech bubble, deformed",
        monochrome=True,
    ),
    "woodcut": Style(
        medium="woodcut print",
        finish=("carved black lines", "two ink colors", "rough paper"),
        negative="photograph, 3d render, smooth shading, gradient, text, border, deformed",
        monochrome=True,
    ),
    "pulp": Style(
        medium="vintage pulp painting",
        finish=("gouache brushwork", "saturated warm colors", "dramatic light"),
        negative="photograph, 3d render, anime, title, lettering, logo, border, deformed",
    ),
    "picture book": Style(
        medium="storybook illustration",
        finish=("rounded shapes", "gouache texture", "gentle warm colors"),
        negative="photograph, 3d render, horror, harsh shadows, text, border, deformed",
    ),
    "manga": Style(
        medium="black and white manga drawing",
        finish=("screentone shading", "clean ink lines"),
        negative="photograph, 3d render, color, speech bubble, text, multiple panels, deformed",
        monochrome=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Range:
    """What a number may be, with an example for the author."""

    lowest: float
    highest: float
    example: str
    multiple: int = 1


SETTING_RANGES = {
    "steps": Range(1, 500, "30"),
    "guidance": Range(0, 50, "7.0"),
    "width": Range(64, 8192, "1344", multiple=8),
    "height": Range(64, 8192, "768", multiple=8),
    "seed": Range(0, 2**32 - 1, "1234"),
    "takes": Range(1, 32, "4"),
}
