"""CLIP's tokens counted without torch: equal to what transformers' tokenizer gives SDXL's encoders."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prompts import clip_tokens

NASTY = {
    "empty": "",
    "blank": " \t\n ",
    "plain": "graphic novel illustration, medium shot of a young woman",
    "accents": "Zoë's café, naïve Łódź, Ångström",
    "accents apart": "e\u0301 and o\u0308 as two code points",
    "emoji": "🙂🙃 👩‍👩‍👧 ❤️",
    "digits": "1344x768 in 1889, 007 ½ ²",
    "other digits": "٣٤ १२",
    "apostrophes": "it's o'clock, we're, I'll, they'd, rock 'n' roll",
    "curly apostrophes": "it’s o’clock, ‘so’",
    "hyphens": "well-known, grey–green — and …",
    "upper case": "STRASSE Straße İstanbul ẞ ΑΣ ΌΣΟΣ",
    "chinese": "日本語のテキスト 漢字",
    "korean": "한국어 문장",
    "white space": "a  b\tc\n\nd\u00a0e\u2003f\u200bg",
    "marks in the text": "a <|endoftext|> b<|startoftext|>",
    "broken marks": "<|endoftext| >",
    "punctuation": '!!! ?? (round:1.3) [[x]] {y} "z" ***',
    "control": "a\x00b\x7fc",
    "long": "a red coat, " * 60,
}


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    from transformers import CLIPTokenizer

    folder = tmp_path_factory.mktemp("tokenizer")
    clip_tokens.write_tokenizer(folder)
    return CLIPTokenizer.from_pretrained(folder)


def ids(text):
    return clip_tokens.clip_tokenizer().encode(text).ids


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_ids_equal_those_of_transformers(reference, text):
    assert ids(text) == reference(text).input_ids


@settings(deadline=None, max_examples=300)
@given(text=st.text())
def test_any_text_gives_the_ids_of_transformers(reference, text):
    assert ids(text) == reference(text).input_ids


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("", 2, id="start and end"),
        pytest.param("cat", 3, id="one common word"),
        pytest.param("in her 40s", 7, id="each digit is a token"),
        pytest.param("middle aged", 4, id="words cost less than digits"),
        pytest.param("verandah", 5, id="a rare word in three pieces"),
        pytest.param("cat " * 100, 102, id="beyond the limit"),
    ],
)
def test_tokens_are_counted_with_start_and_end(text, count):
    assert clip_tokens.count_tokens(text) == count


def test_vocabulary_is_that_of_clip():
    """Ids as OpenAI's CLIP numbers them; one shifted line in the merges table would move them all."""
    vocabulary = clip_tokens.make_vocabulary(clip_tokens.read_merges())

    assert len(vocabulary) == 49408
    expected = {"!": 0, "!</w>": 256, "cat</w>": 2368, "<|startoftext|>": 49406, "<|endoftext|>": 49407}
    assert {token: vocabulary[token] for token in expected} == expected


def test_second_encoder_pads_with_an_exclamation_mark(tmp_path):
    from transformers import CLIPTokenizer

    clip_tokens.write_tokenizer(tmp_path, pad="!")
    tokenizer = CLIPTokenizer.from_pretrained(tmp_path)

    assert (tokenizer.pad_token_id, tokenizer.model_max_length) == (0, clip_tokens.TOKEN_LIMIT)


def test_counting_imports_no_torch():
    code = "import sys; from prompts import clip_tokens; clip_tokens.count_tokens('a'); print('torch' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "False"


TOO_LITTLE = """
import os, re, resource, sys
from prompts.clip_tokens import clip_tokenizer

taken = int(re.search(r"VmSize:\\s+(\\d+)", open("/proc/self/status").read())[1]) * 1024
for room in range(4, 60, 4):
    pid = os.fork()
    if not pid:
        resource.setrlimit(resource.RLIMIT_AS, (taken + (room << 20),) * 2)
        try:
            clip_tokenizer()
        except MemoryError:
            os._exit(1)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="how much memory a process has is asked of /proc")
def test_too_little_memory_is_an_error_and_not_the_end_of_the_process():
    run = subprocess.run([sys.executable, "-c", TOO_LITTLE], capture_output=True, text=True, check=True)
    ends = run.stdout.split()

    assert set(ends) == {"0", "1"}
    assert ends == sorted(ends, reverse=True), "the more room, the better"
