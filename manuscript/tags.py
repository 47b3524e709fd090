"""HTML among the words: which angle brackets are tags, and which pictures and boxes divide scenes."""

from __future__ import annotations

import re

TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)(?:[\s/][^>]*)?>")
PAIRED_TAG = re.compile(r"</([a-zA-Z][a-zA-Z0-9-]*)>")
SPLITTING_TAG = re.compile(
    "article|blockquote|body|center|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|html|li|main|nav|ol|p"
    "|pre|section|summary|table|tbody|tfoot|thead|tr|ul"
)
OTHER_TAG = re.compile(
    "a|abbr|b|big|br|caption|cite|code|col|del|em|font|i|img|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|td|th|tt|u"
    "|var|wbr|svg|path|input"
)
VOID_TAG = re.compile("hr|br|img|input")
ITALIC_TAG = re.compile("i|em|cite")
HEADING_TAG = re.compile("h[1-6]")


def tag_name(text: str, own: frozenset[str] = frozenset()) -> str | None:
    """Give the name of a tag, "/name" of a closing one; None where angle brackets are the author's words.

    A tag is HTML's, or one of the file's `own`, or has a hyphen or an attribute: `<dice-roll>`, `<Box kind="x">`.
    """
    match = TAG.fullmatch(text)
    if not match:
        return None if text[1:2].isalpha() else ""  # a comment or a declaration has no name
    name = match[1].lower()
    attributes = text[1 + len(name) : -1].strip(" /\n\t") if text[1] != "/" else ""
    is_known = SPLITTING_TAG.fullmatch(name) or OTHER_TAG.fullmatch(name)
    if not is_known and not (match[1] in own or "-" in name.strip("-") or "=" in attributes):
        return None
    if text.startswith("</"):
        return "/" + name
    is_speech = bool(attributes) and "=" not in attributes and not VOID_TAG.fullmatch(name)
    return None if is_speech else name  # "<I am here>" is somebody's thought


def paired_tags(text: str) -> frozenset[str]:
    """Find the tags that a text both opens and closes; `<Nick>` in a chat is never closed."""
    closed = set(PAIRED_TAG.findall(text)) if "</" in text else set()
    return frozenset(name for name in closed if f"<{name}>" in text or f"<{name} " in text)


ATTRIBUTE = re.compile(r"""\b(src|alt|href)[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


def attribute(tag: str, name: str) -> str:
    """Give the value of a tag's attribute; "" where it has none."""
    return next((a or b or c for key, a, b, c in ATTRIBUTE.findall(tag) if key.lower() == name), "")


# --- Where no words stand ---------------------------------------------------------------------------------------------
BLANK = "&nbsp;"  # a paragraph of nothing
DIVIDER_NAME = re.compile(
    r"break|divider|separator|ornament|asterism|dinkus|fleuron|flourish|scroll|vignette|\bhr\b|[-_/]hr[-_.\d]|\brule|swirl"
    r"|star|(?<![a-z])sep(?![a-z])|line[-_.]|deco|section",
    re.IGNORECASE,
)
ILLUSTRATION_NAME = re.compile(
    r"map|portrait|photo|illus|fig|plate|cover|drawing|sketch|scene|chapter|letter|note|sign|screen", re.IGNORECASE
)
NO_WORDS = re.compile(
    r"\W*(?:(?:im(?:age|g)?|pic(?:ture)?|png|jpe?g|untitled|alt(?: text)?|null)[ _-]?\d*)?\W*", re.IGNORECASE
)


def picture_gap(address: str, words: str) -> str:
    """Give how a picture without a text around it stands in a row of blocks: a divider, or "" for an illustration."""
    name = address.rsplit("/", 1)[-1]
    is_bare = NO_WORDS.fullmatch(words) and not ILLUSTRATION_NAME.search(name)
    is_divider = is_bare or DIVIDER_NAME.search(words) or DIVIDER_NAME.search(name)
    return f"![]({address})" if is_divider else ""
