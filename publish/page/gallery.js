"use strict";
// The proof sheet's behaviour: filters, the large view with its keys, the marks of a reading, copying, the theme.
// Nothing here makes HTML from text: every word of the book was escaped when the page was written.
(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
  const cards = findAll(".card");
  const view = find("#view");
  const stage = find("#stage");
  const form = find(".filters");

  // --- Filters ---

  const fields = findAll("[data-filter]", form);
  const haystacks = new WeakMap(); // a card's words, gathered when they are first searched
  const shown = () => cards.filter((card) => !card.hidden);

  function wordsOf(card) {
    if (!haystacks.has(card)) {
      const text = `${find("h3", card).textContent} ${find("template", card).content.textContent}`;
      haystacks.set(card, text.toLowerCase());
    }
    return haystacks.get(card);
  }

  const tests = {
    chapter: (card, value) => card.dataset.chapter === value.slice(1),
    people: (card, value) => card.dataset.people.split("\n").includes(value.slice(1)),
    place: (card, value) => card.dataset.place === value.slice(1),
    status: (card, value) => card.dataset.status === value.slice(1),
    words: (card, value) => value.toLowerCase().split(/\s+/).every((word) => wordsOf(card).includes(word)),
  };

  function filter() {
    const set = fields.filter((field) => field.value.trim());
    for (const field of fields) field.classList.toggle("is-set", set.includes(field));
    for (const card of cards) {
      card.hidden = !set.every((field) => tests[field.dataset.filter](card, field.value.trim()));
    }
    for (const chapter of findAll(".chapter")) chapter.hidden = !find(".card:not([hidden])", chapter);
    const count = shown().length;
    const all = `${cards.length} scene${cards.length === 1 ? "" : "s"}`;
    find("#found").textContent = set.length ? `${count} of ${all}` : all;
    find("#all").hidden = !set.length;
    find(".empty").hidden = count > 0;
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of [find("#all"), find("#clear")]) {
    button.addEventListener("click", () => {
      for (const field of fields) field.value = "";
      filter();
      find("[name=words]", form).focus(); // the button itself is gone
    });
  }
  window.addEventListener("pageshow", filter); // the browser may have kept what was chosen before a reload

  // --- The large view ---

  let current = null; // the card that is shown
  let isPushed = false; // whether the view has an entry of its own in the history
  const linkOf = (card) => find("h3 a", card);
  const neighbour = (step) => {
    const list = shown();
    return list[list.indexOf(current) + step];
  };

  function remember(method, hash) {
    try {
      history[method](null, "", hash || location.pathname + location.search);
      return true;
    } catch {
      return false; // some browsers keep local files from it
    }
  }

  function show(card) {
    current = card;
    const list = shown();
    stage.replaceChildren(find("template", card).content.cloneNode(true));
    find("#place").textContent = `Scene ${list.indexOf(card) + 1} of ${list.length}`;
    find("#previous").disabled = !neighbour(-1);
    find("#next").disabled = !neighbour(1);
    const hasBefore = Boolean(find("[data-before]", stage));
    find("#beside").hidden = !hasBefore;
    view.classList.toggle("beside", hasBefore && find("#beside").ariaPressed === "true");
    if (!view.open) view.showModal();
    view.scrollTop = 0;
    find("h2", stage).focus({ preventScroll: true });
    const ahead = neighbour(1);
    const picture = ahead && find("template", ahead).content.querySelector(".now img");
    if (picture) new Image().src = picture.src;
  }

  function open(card) {
    show(card);
    isPushed = remember("pushState", `#${card.id}`);
  }

  function move(step) {
    const card = neighbour(step);
    if (!card) return;
    show(card);
    remember("replaceState", `#${card.id}`);
  }

  function closed() {
    stage.replaceChildren();
    if (isPushed) history.back();
    else if (location.hash) remember("replaceState", "");
    isPushed = false;
    const link = linkOf(current.hidden ? shown()[0] || current : current);
    link.focus();
    link.closest(".card").scrollIntoView({ block: "nearest" });
  }

  function follow() {
    const card = cards.find((one) => `#${one.id}` === location.hash);
    if (card && card !== (view.open ? current : null)) show(card);
    else if (!card && view.open) {
      isPushed = false;
      view.close();
    }
  }

  view.addEventListener("close", closed);
  window.addEventListener("popstate", follow);
  find("#close").addEventListener("click", () => view.close());
  find("#previous").addEventListener("click", () => move(-1));
  find("#next").addEventListener("click", () => move(1));
  find("#beside").addEventListener("click", (event) => {
    const isBeside = event.currentTarget.ariaPressed !== "true";
    event.currentTarget.ariaPressed = String(isBeside);
    view.classList.toggle("beside", isBeside);
  });

  // --- Keys ---

  const steps = { ArrowLeft: -1, ArrowRight: 1 };
  const isPlain = (event) => !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);

  view.addEventListener("keydown", (event) => {
    if (!isPlain(event) || !(event.key in steps)) return;
    event.preventDefault();
    move(steps[event.key]);
  });

  find("#scenes").addEventListener("keydown", (event) => {
    const card = event.target.closest(".card");
    if (!card || !isPlain(event)) return;
    const list = shown();
    const at = list.indexOf(card);
    const goal = { Home: 0, End: list.length - 1, ArrowLeft: at - 1, ArrowRight: at + 1 }[event.key];
    if (goal === undefined || !list[goal]) return;
    event.preventDefault();
    linkOf(list[goal]).focus();
    list[goal].scrollIntoView({ block: "nearest" });
  });

  find("#scenes").addEventListener("click", (event) => {
    const link = event.target.closest(".card h3 a");
    if (!link || event.button || !isPlain(event)) return;
    event.preventDefault();
    open(link.closest(".card"));
  });

  // --- Marks and copying, within the large view ---

  function spotlight(button) {
    const label = button.ariaPressed === "true" ? "" : button.dataset.show;
    for (const key of findAll("button[data-show]", stage)) key.ariaPressed = String(key.dataset.show === label);
    const text = find(".text", stage);
    text.toggleAttribute("data-show", Boolean(label));
    for (const mark of findAll("mark", text)) mark.classList.toggle("is-shown", mark.classList.contains(`m-${label}`));
    const first = find("mark.is-shown", text);
    if (label && first) first.scrollIntoView({ block: "nearest" });
  }

  async function copy(button) {
    const code = find("code", button.previousElementSibling);
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      getSelection().selectAllChildren(code);
      document.execCommand("copy"); // where local files may not use the clipboard's own interface
    }
    button.textContent = "Copied";
    find("#place").textContent = "The command is copied.";
  }

  stage.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.show) spotlight(button);
    if (button && "copy" in button.dataset) copy(button);
  });

  // --- Theme ---

  const root = document.documentElement;
  const theme = find("#theme");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : prefersDark.matches);
  const tell = () => {
    theme.ariaPressed = String(isDark());
  };
  try {
    const kept = localStorage.getItem("proof-sheet-theme");
    if (kept) root.dataset.theme = kept;
  } catch {
    // a browser that keeps nothing for local files
  }
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    tell();
    try {
      localStorage.setItem("proof-sheet-theme", root.dataset.theme);
    } catch {
      // then the theme holds for this visit
    }
  });
  prefersDark.addEventListener("change", tell);

  tell();
  filter();
  follow();
})();
