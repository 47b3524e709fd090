"use strict";
// The proof sheet's behaviour, first part: scenes that are not in the page but in scripts beside it. Each stands in its
// place as an empty card that the filters know, and comes when it is wanted. A page opened from a disk may load scripts
// and nothing else. What a script brings was escaped when it was written, as the page was.
const parts = (() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
  const partOf = new WeakMap(); // by card; none: it is in the page
  const notes = new WeakMap(); // by card: the large view's, as text until it is asked for
  const brought = new Map(); // by the first scene of a part: what its script brought
  const AT_ONCE = 6; // scripts that are loaded together

  // --- Empty cards ---

  const entriesOf = (name) => [...find(`.filters [name=${name}]`).options].map((option) => option.value.slice(1));
  const [people, places, statuses] = ["people", "place", "status"].map(entriesOf);

  function standIn(template) {
    const { script, scenes } = template.dataset;
    const cards = scenes.split(" ").map((scene) => {
      const [key, who, where, how, text] = scene.split(":");
      const card = document.createElement("li");
      card.className = "card away";
      card.id = `scene-${key}`;
      const names = who ? who.split(",").map((at) => people[at]) : [];
      const [chapter] = key.split("-");
      Object.assign(card.dataset, { chapter, people: names.join("\n"), place: places[where], status: statuses[how], text });
      return card;
    });
    const part = { script, cards, first: scenes.slice(0, scenes.indexOf(":")), coming: null, isLost: false };
    for (const card of cards) partOf.set(card, part);
    template.replaceWith(...cards);
    return cards;
  }

  // --- They come ---

  const isHere = (card) => !partOf.has(card) || brought.has(partOf.get(card).first);

  function load(part) {
    part.coming ??= new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = part.script;
      for (const type of ["load", "error"]) {
        script.addEventListener(type, () => {
          script.remove();
          part.isLost = !brought.has(part.first);
          if (part.isLost) part.coming = null; // it may be asked for again
          find("#lost").hidden = find("#lost").hidden && !part.isLost;
          resolve(!part.isLost);
        });
      }
      document.head.append(script);
    });
    return part.coming;
  }

  const bring = (first, scenes) => brought.set(first, scenes);

  function fill(part) {
    part.cards.forEach((card, at) => {
      [card.innerHTML] = brought.get(part.first)[at];
      card.classList.remove("away");
      observer.unobserve(card);
    });
  }

  // The card with all that stands on it; it must be here.
  function whole(card) {
    if (card.classList.contains("away")) fill(partOf.get(card));
    return card;
  }

  function notesOf(card) {
    if (!partOf.has(card)) return find("template", card).content;
    if (!notes.has(card)) {
      const template = document.createElement("template");
      const { first, cards } = partOf.get(card);
      [, template.innerHTML] = brought.get(first)[cards.indexOf(card)];
      notes.set(card, template);
    }
    return notes.get(card).content;
  }

  const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

  function textOf(card) {
    if (!partOf.has(card)) return notesOf(card).textContent;
    const { first, cards } = partOf.get(card);
    return brought.get(first)[cards.indexOf(card)][1].replace(/<[^>]*>/g, "").replace(/&(?:lt|gt|amp);/g, (one) => ENTITIES[one]);
  }

  // Does something with cards, at once where they are here; `lost` where some cannot come.
  function when(cards, act, lost = () => {}) {
    const missing = new Set(cards.filter((card) => !isHere(card)).map((card) => partOf.get(card)));
    if (!missing.size) act();
    else Promise.all([...missing].map(load)).then((came) => (came.every(Boolean) ? act() : lost()));
  }

  // Has all of them come, some at a time; `tell` after each, whether it came or is lost.
  async function gather(cards, tell) {
    const missing = [...new Set(cards.filter((card) => !isHere(card)).map((card) => partOf.get(card)))];
    const work = async () => {
      for (let part = missing.shift(); part; part = missing.shift()) tell(await load(part));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  // --- What comes near is filled ---

  const observer = new IntersectionObserver((seen) => {
    const near = new Set(seen.filter((one) => one.isIntersecting).map((one) => one.target));
    for (const card of near) when([card], () => whole(card));
  }, { rootMargin: "75% 0%" });

  const templates = findAll("#scenes template[data-script]");
  for (const card of templates.flatMap(standIn)) observer.observe(card);
  find("#reload").addEventListener("click", () => location.reload());

  return { bring, isHere, isLost: (card) => Boolean(partOf.get(card)?.isLost), whole, notesOf, textOf, when, gather };
})();
