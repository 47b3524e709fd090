"""Manuscripts made of parts around sentences that are known: what a novelist's file may hold, drawn at random."""

from dataclasses import dataclass, field
from itertools import count

from hypothesis import strategies as st

SYLLABLES = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "wi", "zo", "ka"]
STORY = (
    "Mara carried the {} lantern down to the steps and counted the boats.",
    "Nobody in the kitchen would say where the {} key had gone that night.",
    "He sat under the {} window with his boots off and read the almanac.",
    "The mule would not move, so they ate the {} bread beside the road.",
    "She opened the {} shutters, and the whole bright street came in at once.",
)
TALK = (
    "Sorry for the {} wait, my exams took up the whole of last month.",
    "Jo wants to know whether the {} mill is needed in this book at all.",
)


def code_word(number):
    """Make a word that stands nowhere else."""
    return "".join(SYLLABLES[number // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(4)) + "th"


@dataclass
class Manuscript:
    """A manuscript's files, what of them is story, in order, and what is not."""

    files: dict[str, bytes] = field(default_factory=dict)
    story: list[str] = field(default_factory=list)
    talk: list[str] = field(default_factory=list)
    numbers: count = field(default_factory=count)

    def say(self, draw):
        """Make a sentence of the story."""
        self.story.append(draw(st.sampled_from(STORY)).format(code_word(next(self.numbers))))
        return self.story[-1]

    def mutter(self, draw):
        """Make a sentence that is no story."""
        self.talk.append(draw(st.sampled_from(TALK)).format(code_word(next(self.numbers))))
        return self.talk[-1]


BREAKS = (
    "* * *",
    "***",
    "---",
    "#",
    "~~~",
    "⁂",
    "<hr>",
    r"\* \* \*",
    "• • •",
    "oOo",
    "XXX",
    "[Line Break]",
    "---scene break---",
    "![](images/ornament.png)",
    '<p align="center"><img src="break.png"/></p>',
    "&nbsp;",
    '<p class="scenebreak">&nbsp;</p>',
    "{{< scenebreak >}}",
    "{{% scene-break %}}",
    "{% include scene-break.html %}",
    r"\bigskip",
    r"\fancybreak{***}",
    r"\begin{center}* * *\end{center}",
    ">> * * * <<",
    "<center>***</center>",
    "::: {.center}\n* * *\n:::",
    "::: break\n:::",
    "<!-- scene break -->",
    "-> * * * <-",
    "{{ scenebreak }}",
    "<SceneBreak />",
    "**SCENE BREAK**",
    "(time skip)",
    "◇◆◇",
    "-x-",
    "<br><br>",
    "<div class='scene-break'></div>",
    r"\noindent\hrulefill",
    "[center]* * *[/center]",
    "### * * *",
    "* * * {.center}",
    "$\\ast$~$\\ast$~$\\ast$",
    "![***](x.png)",
)
FRAMES = (  # around a paragraph of the story
    "{}",
    "{}",
    "{}",
    "{}",
    "*{}*",
    "**{}**",
    r"\noindent {}",
    r"\emph{{{}}}",
    "\\begin{{quote}}\n{}\n\\end{{quote}}",
    r"\begin{{flushright}}{}\end{{flushright}}",
    "::: {{.letter}}\n{}\n:::",
    "[{}]{{.smallcaps}}",
    "> {}",
    "> [!quote] {}",
    "A> {}",
    "<p>{}</p>",
    "<div\n class='x'>\n{}\n</div>",
    "<dice-roll>{}</dice-roll>",
    "{{++{}++}}",
    "{{=={}==}}{{>>Jo<<}}",
    "{} ^a1b2c3",
    "{} #todo",
    "{} [mood:: tense]",
    "=={}==",
    "{{{{< letter >}}}}\n{}\n{{{{< /letter >}}}}",
    "```\n{}\n```",
    ">> {} <<",
    "| {}",
    "{{: .letter}}\n{}",
    "{}[^1]\n\n[^1]: Tides.",
    "{}\\index{{tide}}",
    "{}\u200b",
    "\ufeff{}",
    "\x0c{}",
    "{}<br/>",
    "[[{}]]",
    "{{sample: true}}\n{}",
    "%% %%\n{}",
    "{}\x1a",
    "- {}",
    "“{}”",
    "<Nick> {}",
    "\\begin{{verse}}\n{} \\\\\n\\end{{verse}}",
    "[i]{}[/i]",
    "{{~~Once~>{}~~}}",
    "<Letter>{}</Letter>",
    "<span\nstyle='color: red'>{}</span>",
    "{}<!-- why? -->",
    "1. {}",
    "   {}",
    "{{% highlight %}}{}{{% endhighlight %}}",
    "\\textsc{{{}}}",
    "{} (status:: draft)",
    "C> {}",
    "[{}](people/mara.md)",
    "{}  \n",
    "{}\\",
)
ASIDES = (  # what no reader sees, wherever it stands
    "<!-- {} -->",
    "%% {} %%",
    "%%\n{}\n%%",
    "% {}",
    "{{>>{}<<}}",
    "{{--{}--}}",
    "{{% comment %}}\n{}\n{{% endcomment %}}",
    "{{{{/* {} */}}}}",
    "\\begin{{comment}}\n{}\n\\end{{comment}}",
    "[//]: # ({})",
    "::: {{.comment}}\n{}\n:::",
    "{{::comment}}{}{{:/comment}}",
    "> [!todo] Dates\n> {}",
    "> [!WARNING]\n> {}",
    "note:: {}",
    "@pov: {}",
    "```dataview\n{}\n```",
    "{{/* {} */}}",
    "{{# {} #}}",
    "[TODO: {}]",
    "[comment]: <> ({})",
    "[EDITOR: {}]",
    "> [!note]- Tides\n> {}",
    "<style>\n{}\n</style>",
    "![{}](mill.jpg)",
    "[^9]: {}",
)
HEADS = (  # above the first sentence of a chapter
    "**A/N:** {}\n\n---",
    "*Author's Note: {}*\n\n---",
    "(A/N: {})",
    "**Content warnings:** {}",
    "*TW: {}*",
    "[[toc]]",
    "[← Previous](chapter_00.md) | [Next →](chapter_02.md)",
    "**Summary for the Chapter:**\n\n{}\n\n---",
    "Author's Note: {}\n\n* * *",
    "### A note from Jo\n\n{} Please vote.\n\n---",
    "**TW:**\n\n- {}\n- {}\n\n---",
    "Rating: Teen\n\nWarnings: {}\n\n---",
)
TAILS = (  # below the last
    "**A/N:** {}",
    "---\n\n**A/N:** {}",
    "---\n\n*1,667 words. Total: 5,012 / 50,000*",
    "**END CHAPTER**",
    "[Next chapter](x.md)",
    "## Craft Notes\n\n{}",
    "## Author's Note\n\n{}\n\n* * *\n\n{}",
    "(1,234 words)",
    "To be continued...",
    "**See the end of the chapter for notes.**",
    "**Notes for the Chapter:**\n\n{}",
    "---\n\nHey guys! Please vote and comment.\n\n{}\n\n~ Jo",
    "---\n\nThank you for reading! Please leave a review.",
    "## TODO\n\n- [ ] {}\n- [x] {}",
    "**To do:**\n\n- {}",
    "~ fin ~",
    "[End of Chapter 3]",
    "---\n\nAlso by Ro Quill:\n\n- The Rope\n- Snow",
    "#draft #pov/mara",
    "---\n\n[Previous](a.md) | [Contents](toc.md) | [Next](c.md)",
)
METADATA = (
    "---\ntitle: {title}\nsynopsis: {talk}\n---\n\n",
    '+++\ntitle = "{title}"\n+++\n\n',
    '{{\n"title": "{title}"\n}}\n\n',
    "---\n📅 date: 2021-03-04\npov: Mara\n---\n\n",
    "\n---\nsynopsis: >\n  {talk}\n...\n",
    "",
)
HEADINGS = (
    "# Chapter {n}",
    "# Chapter {n}: {title}",
    "## {n}. {title}",
    "Chapter {n}\n=========",
    "# Chapter {n} {{-}}",
    "#Chapter {n}",
    "# **Chapter {n}**",
    "<h1>Chapter {n}</h1>",
    "CHAPTER {n}",
    r"\chapter{{Chapter {n}: {title}}}",
    "# Chapter {n} #",
    "{{class: chapter}}\n# Chapter {n}",
)
TITLES = ("The Ferry", "Snow", "A Mill at Night", "Rope", "The Long Road Home")
NAMES = (
    "chapter_{n:02}.md",
    "{n:02}-{slug}.md",
    "ch{n}.markdown",
    "Chapter {n}.md",
    "chapter-{n}.qmd",
    "S01E{n:02}.md",
    "{n}.md",
    "2021-01-{n:02}-{slug}.md",
    "Volume 1 Chapter {n}.md",
    "{n:02}/{slug}.md",
    "chapter_{n}.txt",
)
BESIDE = ("README.md", "notes.md", "outline.md", "characters.md", "notes/research.md", "AGENTS.md")
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig")
LINE_ENDS = ("\n", "\n", "\r\n", "\r")


@st.composite
def manuscripts(draw):
    """Draw a novel: a folder of one file a chapter, or one file."""
    made = Manuscript()
    chapters = draw(st.integers(1, 4))
    heading = draw(st.sampled_from(HEADINGS))
    texts = [draw_chapter(draw, made, number, heading) for number in range(1, chapters + 1)]
    line_end, encoding = draw(st.sampled_from(LINE_ENDS)), draw(st.sampled_from(ENCODINGS))
    if draw(st.booleans()):
        texts = ["\n\n".join(texts)]
    name = draw(st.sampled_from(NAMES)) if len(texts) > 1 else "book.md"
    if len(texts) > 1 and draw(st.booleans()):
        name, listed = draw_listed(draw, len(texts))
        made.files |= listed
    for number, text in enumerate(texts, 1):
        slug = draw(st.sampled_from(TITLES)).lower().replace(" ", "-")
        metadata = draw(st.sampled_from(METADATA))
        above = metadata.format(title=draw(st.sampled_from(TITLES)), talk=made.mutter(draw))
        whole = (above + text + "\n").replace("\n", line_end)
        file = name[number - 1] if isinstance(name, list) else name.format(n=number, slug=slug)
        made.files[file] = whole.encode(encoding)
    for beside in draw(st.lists(st.sampled_from(BESIDE), max_size=2, unique=True)) if len(texts) > 1 else ():
        made.files[beside] = f"# About\n\n{made.mutter(draw)}\n".encode()
    return made


LISTS = {
    "SUMMARY.md": lambda names: "# Summary\n\n" + "\n".join(f"- [Chapter]({name})" for name in names),
    "Book.txt": "\n".join,
    "_quarto.yml": lambda names: "book:\n  chapters:\n" + "\n".join(f"    - {name}" for name in names),
    "_bookdown.yml": lambda names: f"rmd_files: [{', '.join(names)}]",
}


def draw_listed(draw, count):
    """Draw names without numbers in any order, and the list that states the order."""
    names = [f"{name}.md" for name in draw(st.permutations(("rope", "snow", "mill", "ferry")))[:count]]
    kind = draw(st.sampled_from(sorted(LISTS)))
    return names, {kind: LISTS[kind](names).encode()}


def draw_chapter(draw, made, number, heading):
    """Draw one chapter's text."""
    parts = [heading.format(n=number, title=draw(st.sampled_from(TITLES)))]
    parts += [fill(draw, made, head) for head in draw(st.lists(st.sampled_from(HEADS), max_size=1))]
    for index in range(draw(st.integers(1, 3))):
        if index:
            parts.append(draw(st.sampled_from(BREAKS)))
        parts += list(draw_scene(draw, made))
    parts += [fill(draw, made, tail) for tail in draw(st.lists(st.sampled_from(TAILS), max_size=1))]
    return "\n\n".join(parts)


def draw_scene(draw, made):
    """Draw the paragraphs of a scene, the first of which is plain."""
    yield made.say(draw) + " " + made.say(draw)
    for _ in range(draw(st.integers(0, 3))):
        if draw(st.integers(0, 3)) == 0:
            yield fill(draw, made, draw(st.sampled_from(ASIDES)))
        yield draw(st.sampled_from(FRAMES)).format(made.say(draw))


def fill(draw, made, template):
    """Fill a template with sentences that are no story."""
    return template.format(*(made.mutter(draw) for _ in range(template.count("{}"))))
