// Second part: what all parts use, the filters, the address, the theme.
// Nothing here makes HTML from text: every word of the book was escaped when the page was written.
const sheet = (() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
  const clone = (name) => find(`#${name}`).content.firstElementChild.cloneNode(true);
  const cards = findAll(".card");
  const form = find(".filters");
  const linkOf = (card) => find("h3 a", parts.whole(card)); // of a card that is here
  const { notesOf } = parts;

  // What the browser keeps for this page; some keep nothing for local files, then it holds for this visit.
  const memory = new Map();
  function keep(name, value) {
    memory.set(name, value);
    try {
      localStorage.setItem(name, value);
    } catch {
      // then memory has it
    }
  }
  function kept(name) {
    try {
      return localStorage.getItem(name) ?? memory.get(name);
    } catch {
      return memory.get(name);
    }
  }

  // --- Filters ---

  const fields = findAll("[data-filter]", form);
  const haystacks = new WeakMap(); // a card's words, gathered when they are first searched
  const shown = () => cards.filter((card) => !card.hidden);

  function wordsOf(card) {
    if (!haystacks.has(card)) {
      haystacks.set(card, parts.textOf(card).toLowerCase()); // its title stands there too
    }
    return haystacks.get(card);
  }

  const tests = {
    chapter: (card, value) => card.dataset.chapter === value.slice(1),
    people: (card, value) => card.dataset.people.split("\n").includes(value.slice(1)),
    place: (card, value) => card.dataset.place === value.slice(1),
    status: (card, value) => card.dataset.status === value.slice(1),
  };
  const setFields = () => fields.filter((field) => field.value.trim());

  function filter() {
    const set = setFields();
    for (const field of fields) field.classList.toggle("is-set", set.includes(field));
    const chosen = set.filter((field) => field.name !== "words").map((field) => [tests[field.name], field.value.trim()]);
    const wanted = cards.filter((card) => chosen.every(([test, value]) => test(card, value)));
    const found = new Set(search(wanted));
    for (const card of cards) {
      if (card.hidden === found.has(card)) card.hidden = !card.hidden;
    }
    for (const chapter of findAll(".chapter")) chapter.hidden = !find(".card:not([hidden])", chapter);
    const all = `${cards.length} scene${cards.length === 1 ? "" : "s"}`;
    find("#found").textContent = (set.length ? `${found.size} of ${all}` : all) + (isSearching ? ", searching …" : "");
    find("#all").hidden = !set.length;
    find(".empty").hidden = found.size > 0 || isSearching;
  }

  // --- Words: of scenes that are not here yet, as they come ---

  const OFTEN = 150; // milliseconds after which what has been found is shown
  let isSearching = false;
  let last = 0;

  function search(wanted) {
    const words = find("[name=words]", form).value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return wanted;
    const here = wanted.filter(parts.isHere);
    const away = wanted.filter((card) => !parts.isHere(card) && !parts.isLost(card));
    if (away.length && !isSearching) gather(away);
    return here.filter((card) => words.every((word) => wordsOf(card).includes(word)));
  }

  async function gather(away) {
    isSearching = true;
    await parts.gather(away, () => {
      if (performance.now() - last < OFTEN) return;
      filter();
      last = performance.now();
    });
    isSearching = false;
    filter(); // and whatever has been typed meanwhile
  }

  function refilter() {
    filter();
    writeAddress("replaceState");
  }

  form.addEventListener("input", refilter);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of [find("#all"), find("#clear")]) {
    button.addEventListener("click", () => {
      for (const field of fields) field.value = "";
      refilter();
      find("[name=words]", form).focus(); // the button itself is gone
    });
  }
  find("#more").addEventListener("click", (event) => {
    const isOpen = form.classList.toggle("open");
    event.currentTarget.ariaExpanded = String(isOpen);
  });

  // --- The address: #scene-2-5, #place=harbour&people=Emma, or both. What is set can be reloaded and sent. ---

  function writeAddress(method, scene = "") {
    const set = setFields().map((field) => {
      const value = field.value.trim();
      return `${field.name}=${encodeURIComponent(field.tagName === "SELECT" ? value.slice(1) : value)}`;
    });
    const parts = [scene, ...set].filter(Boolean);
    try {
      history[method](null, "", parts.length ? `#${parts.join("&")}` : location.pathname + location.search);
      return true;
    } catch {
      return false; // some browsers keep local files from it
    }
  }

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  function readAddress() {
    const parts = location.hash.slice(1).split("&").filter(Boolean);
    const scene = parts.find((part) => /^scene-\d+-\d+$/.test(part));
    const values = new Map(parts.filter((part) => part.includes("=")).map((part) => {
      const [name, ...rest] = part.split("=");
      return [name, decode(rest.join("="))];
    }));
    if (!parts.length || scene || values.size) { // else it is a place on the page, such as a chapter
      for (const field of fields) {
        const value = values.get(field.name);
        field.value = value === undefined ? "" : field.tagName === "SELECT" ? `=${value}` : value;
        if (field.selectedIndex === -1) field.value = ""; // an address from before the book was changed
      }
    }
    filter();
    return cards.find((card) => card.id === scene);
  }

  // Gives a card the keyboard; one that is not here yet has it for its link until it comes.
  function reach(card, place = card, block = "nearest") {
    const isAway = !parts.isHere(card);
    if (isAway) {
      card.tabIndex = -1;
      card.focus({ preventScroll: true });
    }
    place.scrollIntoView({ block });
    parts.when([card], () => {
      if (isAway && document.activeElement !== card) return; // it has gone on
      linkOf(card).focus({ preventScroll: true });
      place.scrollIntoView({ block });
    });
  }

  // --- Printing: what is asked for by its key comes first; from a menu, what is not here says so ---

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (shown().every(parts.isHere)) return;
    event.preventDefault();
    parts.gather(shown(), () => {}).then(() => print());
  });
  window.addEventListener("beforeprint", () => {
    for (const card of shown()) if (parts.isHere(card)) parts.whole(card);
  });

  // --- Thumbnails, copying, theme ---

  document.addEventListener("error", (event) => {
    const full = event.target.dataset?.full; // a thumbnail that is gone
    if (full) {
      delete event.target.dataset.full;
      event.target.src = full;
    }
  }, true);

  async function copy(button) {
    const code = find("code", button.parentElement);
    let isCopied = true;
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch { // where local files may not use the clipboard's own interface
      getSelection().selectAllChildren(code);
      isCopied = document.execCommand("copy");
    }
    if (isCopied) button.textContent = "Copied";
    const said = find("[role=status]", button.closest("dialog"));
    said.textContent = isCopied ? "The command is copied." : "The command is selected: copy it with Ctrl+C or ⌘C.";
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && "copy" in button.dataset) copy(button);
    if (button && "close" in button.dataset) button.closest("dialog").close();
  });

  const root = document.documentElement;
  const theme = find("#theme");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : prefersDark.matches);
  const tell = () => {
    theme.ariaPressed = String(isDark());
  };
  const chosen = kept("proof-sheet-theme");
  if (chosen) root.dataset.theme = chosen;
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    keep("proof-sheet-theme", root.dataset.theme);
    tell();
  });
  prefersDark.addEventListener("change", tell);
  tell();
  root.classList.add("live");

  return { find, findAll, clone, cards, linkOf, notesOf, shown, reach, keep, kept, writeAddress, readAddress };
})();
