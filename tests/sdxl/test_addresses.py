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
        (
            "https://huggingface.co/o/n/blob/main/sub dir/x (1).safetensors",
            '`hf download o/n "sub dir/x (1).safetensors"`',
        ),
        ("https://huggingface.co/o/n/resolve/main/a%20b.safetensors", '`hf download o/n "a b.safetensors"`'),
        ("https://huggingface.co/o/n/resolve/main/a%2Bb%C3%A4.safetensors", "`hf download o/n a+bä.safetensors`"),
        ("https://huggingface.co/o/n/blob/main/a$b.safetensors", "`hf download o/n 'a$b.safetensors'`"),
        ("https://huggingface.co/o/n/blob/fp16/x.safetensors", "`hf download o/n x.safetensors --revision fp16`"),
        ("https://huggingface.co/o/n/tree/fp16", "`hf download o/n --revision fp16`, and give the path"),
        ("https://huggingface.co/o/n/tree/fp16/unet", "`hf download o/n --revision fp16`"),
        ("https://huggingface.co/o/n/commit/0123abc", "`hf download o/n --revision 0123abc`"),
        ("https://huggingface.co/o/n/tree/refs%2Fpr%2F1", "`hf download o/n --revision refs/pr/1`"),
        ("https://huggingface.co/o/n/discussions/3", "write it as --model o/n"),
        (
            " https://huggingface.co/o/n\n",
            '"https://huggingface.co/o/n" is the page of a model of the hub: write it as',
        ),
        ('"https://huggingface.co/o/n"', "write it as --model o/n"),
        ("<https://huggingface.co/o/n/blob/main/x.safetensors>", "`hf download o/n x.safetensors`"),
        ("owner/name\n", '"owner/name" has blanks or quotation marks around it: write it as --model owner/name'),
        ('"owner/name"', "around it: write it as --model owner/name"),
        ("owner/name/my model.safetensors", '`hf download owner/name "my model.safetensors"`'),
    ],
)
def test_the_sentence_says_what_to_write(text, words):
    assert words in explain_address(text, "--model")


def test_a_lora_of_the_hub_is_written_as_it_is():
    address = "https://huggingface.co/owner/name/blob/main/sub/ink.safetensors"

    assert explain_address(address, "--lora").endswith("write it as --lora owner/name/sub/ink.safetensors")


@pytest.mark.parametrize(
    ("text", "weight", "end"),
    [
        ("https://huggingface.co/o/n/blob/main/a%20b.safetensors", "", 'write it as --lora "o/n/a b.safetensors"'),
        ("https://huggingface.co/o/n/blob/main/ink.safetensors", ":0.8", "write it as --lora o/n/ink.safetensors:0.8"),
        (
            "https://huggingface.co/o/n/blob/v2/ink.safetensors",
            ":0.8",
            "`hf download o/n ink.safetensors --revision v2`, and give the path that this prints: --lora PATH:0.8",
        ),
        (
            "https://huggingface.co/o/n",
            "",
            "--lora o/n/FILE.safetensors, with the name of the file that its page lists",
        ),
        ("models--o--n", "", "--lora o/n/FILE.safetensors, with the name of the file that its page lists"),
    ],
)
def test_an_adapters_address_is_written_so_that_it_works(text, weight, end):
    assert explain_address(text, "--lora", weight).endswith(end)


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
