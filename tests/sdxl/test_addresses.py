"""What authors paste: pages of the hub and of Civitai, repositories' addresses, and what is none."""

import pytest

from sdxl.addresses import ADDRESSES, explain_address


@pytest.mark.parametrize(
    ("row", "example"),
    [(row, example) for row in ADDRESSES for example in row.examples],
    ids=lambda one: str(one)[-30:],
)
def test_a_row_is_told_by_its_examples(row, example):
    assert next(one for one in ADDRESSES if one.pattern.fullmatch(example)) is row
    assert "{" not in explain_address(example, "--model")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("https://huggingface.co/owner/na.me-1.0", "write it as --model owner/na.me-1.0"),
        ("https://huggingface.co/owner/name/tree/main", "write it as --model owner/name"),
        ("https://huggingface.co/owner/name.git", "write it as --model owner/name"),
        ("owner/name.git", "write it as --model owner/name"),
        ("hf://owner/name", "write it as --model owner/name"),
        (
            "https://huggingface.co/o/n/blob/main/sub/x.safetensors?download=true",
            "`hf download o/n sub/x.safetensors`, and give the path that this prints: --model PATH",
        ),
        ("owner/name@fp16", "`hf download owner/name --revision fp16`"),
        ("https://civitai.com/models/133005", "is an address of Civitai: download the .safetensors file there"),
        ("models--owner--na-me", "--model owner/na-me"),
    ],
)
def test_the_sentence_says_what_to_write(text, words):
    assert words in explain_address(text, "--model")


def test_a_lora_of_the_hub_is_written_as_it_is():
    address = "https://huggingface.co/owner/name/blob/main/sub/ink.safetensors"

    assert explain_address(address, "--lora").endswith("write it as --lora owner/name/sub/ink.safetensors")


@pytest.mark.parametrize(
    "text",
    [
        "sdxl",
        "owner/name",
        "a/b/c",
        "./models/xl",
        "C:\\models\\xl",
        "C:/models/xl",
        "~/x.safetensors",
        "",
        "a/b..c",
        "a/b..c/x.safetensors",
        "models/x.ckpt",
        "x" * 5000,
        "owner--x/name",
    ],
)
def test_what_is_no_address_is_left_alone(text):
    assert explain_address(text, "--model") == ""
