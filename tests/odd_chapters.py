"""A chapter of nearly all that Markdown and its dialects know, and the same with lines, marks and letters exchanged."""

from hypothesis import strategies as st

CHAPTER = """---
title: "The Ferry: A Crossing"
author: [Jane Doe, "J. R. Doe"]
date: 2024-03-01
tags: [draft, "third pass"]
weight: 3
status: >
  to be read
  once more
---

# Chapter 1: The *Yard* {#yard .first}

::: epigraph
> Whoever crosses comes back older.
> — a saying on the quay
:::

POV: Emma

Emma read the letter at her desk in the office while the rain came down on the yard outside.[^rain]
"Not **tonight**," said Jonas -- he was tall, with a grey beard -- "and _not_ with her."\x20\x20
She folded it twice.\\
%% is this too early? %%

* * *

## The harbour

<!-- TODO: the boat's name
is told too late -->
Jonas rowed across the black harbour under the stars. {>>slower<<}{--He sang.--}{++He was silent.++}
![[harbour.png|300]] See [[Emma Corrie|Emma]] and [the map](maps/harbour.md "a map").

> [!todo] Research
> - [ ] tides
> - [x] the light

1. Rope
2. Lamp
    - oil

| hour | tide |
|------|:----:|
| six  | low  |

```text
LOG 6:00 nothing seen
```

<div align="center">***</div>

***

<p class="scene">The market was full by noon&mdash;and a boy ran between the <b>barrows</b>.</p>
He wore a *red* cap &amp; shouted. Text: "come to the slip"
H~2~O, 3^rd^ boat, ==marked==, ~~struck~~, `code`, $a_b$, :smile:, #tag, @emma

---

The gulls had the slip to themselves
==================================

[^rain]: It had rained for a week.
    And then another.
*[slip]: where the ferry lies
[map]: maps/harbour.md

Word count: 1,204
THE END
"""
MARKS = (
    *("#", "##", "####### ", "# #", ">", "> > ", "- ", "* ", "+ "),
    *("1. ", "999999999999. ", "- [ ] ", "    ", "\t", "|"),
    *("**", "*", "_", "__", "***", "~~", "==", "`", "```", "~~~"),
    *("$", "$$", "%%", "\\", "<", ">", "</", "/>", "&", "&#"),
    *("<!--", "-->", "{>>", "<<}", "{--", "--}", "{++", "++}"),
    *("{~~", "~>", "~~}", "{==", "==}", "[", "]", "(", ")", "![["),
    *("]]", "[^", "]:", "{{", "}}", "{%", "%}", "{{<", ">}}"),
    *(":::", "::::: x", "+++", "---", "...", '"', "“", "”", "'"),
)  # fmt: skip
LINES = (
    *("---", "...", "+++", "***", "* * *", "#", "===", "---8<---"),
    *("~", "⁂", "", " ", "\u00a0", "\u200b", "\ufeff", "\f"),
    *("title: [", "title: {a: {b: [", "title: &a [*a]", "title: *a"),
    *("author: 1e999", "date: 2024-99-99", "weight: nan"),
    *("title: !!python/object:os.system x", "title: " + "9" * 5000, "? [x]: y", "a:" * 500, "- - - - x", "<<: *a"),
    *("# " + "9" * 5000, "# Chapter " + "M" * 400, "# Chapter " + "ninety-" * 200 + "nine", "# Chapter 1e999"),
    *("# Chapter -1", "# Chapter ٣", "# Chapter ½", "# Part 0: x"),
    *("# 00000000000000000001", "Chapter XX", "# \u202eevil"),
    *("> " * 200 + "x", "  " * 200 + "- x", "[" * 500, "*" * 500, "`" * 500, "<" * 500, "|" * 500, "_" * 501 + "x"),
    *("<div>" * 100, "</div>", "<script>alert(1)</script>"),
    *("<details>", "<style>", "<![CDATA[", "<?php", "<!DOCTYPE x>"),
    *("&#x110000;", "&#0;", "&#xD800;", "&#" + "9" * 5000 + ";"),
    *("&nosuch;", "&amp" * 99, "\x1b[31mred", "a\x00b", "\x07"),
    *("x" * 5000, "Emma " * 1000, "“" * 99, "Emma's " * 200, '"' * 301, "é̂̃" * 300, "😀" * 50, "\u2028", "\x85", "\r"),
    *("::: {.x " + "y=z " * 200, "{{#include ../../etc/passwd}}", "!include /etc/passwd", "![x](file:///etc/passwd)"),
    *("%%~name: x", "@pov: Emma", "@" * 200, "\\begin{center}"),
    *("\\end{verse}", "\\" * 99, "\\input{/etc/passwd}", "$" * 99),
    *("[[" * 99, "[x]: <", "[^1]: [^1]", "[^1]: " + "[^1]" * 99),
    *("|--" * 99, "- " * 200, "1." * 200, "=" * 500, "\t" * 99),
    *("TODO", "THE END", "***THE END***", "Word count: " + "9" * 400),
    *("POV: ", "Author's note: x", "Previously: x", "1", "I"),
)  # fmt: skip
ENDS = ("\n", "\r\n", "\r", "\u2028", "\x85", "\n\n", "\n" * 40, "\x0b")
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7")
DEEDS = ("line", "line", "mark", "mark", "around", "out", "twice", "often", "swap", "indent", "cut", "letters")


@st.composite
def mutated_chapters(draw, content):
    """Exchange lines, marks and letters of a chapter; sometimes its line ends and its encoding too."""
    lines = content.decode("utf-8").splitlines()
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines)))
        lines[at : at + 1] = change_line(draw, lines[at : at + 1], draw(st.sampled_from(DEEDS)))
    end = draw(st.sampled_from(ENDS)) if draw(st.integers(0, 5)) == 0 else "\n"
    encoding = draw(st.sampled_from(ENCODINGS)) if draw(st.integers(0, 5)) == 0 else "utf-8"
    text = end.join([*lines, ""]) if draw(st.booleans()) else end.join(lines)
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


def change_line(draw, line, deed):
    """Give what stands in a line's place, as lines; beyond the last there is none."""
    text = line[0] if line else ""
    at = draw(st.integers(0, len(text)))
    mark = draw(st.sampled_from(MARKS))
    if deed in ("mark", "letters"):
        more = mark if deed == "mark" else draw(st.text(max_size=12))
        return [text[:at] + more + text[at:]]
    if deed == "around":
        return [mark + text + draw(st.sampled_from((mark, mark[::-1])))]
    if deed == "often":
        return line * draw(st.sampled_from([5, 60, 400]))
    changed = {
        "out": [],
        "twice": line * 2,
        "swap": [text[at:], text[:at]],
        "cut": [text[:at]],
        "upper": [text.upper()],
    }
    if deed == "indent":
        return [draw(st.sampled_from(("    ", "\t", "> ", "   ", " " * 400))) + text]
    return changed[deed] if deed in changed else [draw(st.sampled_from(LINES)), *line]
