// Third part: the large view, the picture before in the place of the picture now, the marks of a reading, the keys.
const large = (() => {
  const { find, findAll, clone, linkOf, notesOf, shown, reach, writeAddress, readAddress } = sheet;
  const view = find("#view");
  const stage = find("#stage");
  const place = find("#place");
  let current = null; // the card that is shown
  let isPushed = false; // whether the view has an entry of its own in the history
  const dressers = []; // what other parts do to a scene's notes when they are shown

  const neighbour = (step) => {
    const list = shown();
    return list[list.indexOf(current) + step];
  };

  function tellPlace() {
    const list = shown();
    const at = list.indexOf(current);
    place.textContent = at < 0 ? "Not among the scenes found" : `Scene ${at + 1} of ${list.length}`;
  }

  function show(card) {
    current = card;
    tellPlace();
    find("#previous").disabled = !neighbour(-1);
    find("#next").disabled = !neighbour(1);
    if (!parts.isHere(card)) setStage(sayComing(card, "is coming"));
    parts.when([card], () => isShown(card) && present(card), () => isShown(card) && setStage(sayComing(card, "is lost")));
  }

  const isShown = (card) => card === current && (view.open || !stage.firstChild);

  function setStage(scene) {
    stage.replaceChildren(scene);
    if (!view.open) view.showModal();
    view.scrollTop = 0;
    find("h2", stage).focus({ preventScroll: true });
  }

  function sayComing(card, how) {
    const scene = clone(how === "is lost" ? "lost-scene" : "coming-scene");
    find(".key", scene).textContent = card.id.replace("scene-", "").replace("-", ":");
    return scene;
  }

  function present(card) {
    setStage(notesOf(card).cloneNode(true));
    for (const dress of dressers) dress(stage, card);
    const ahead = neighbour(1);
    if (ahead) parts.when([ahead], () => preload(find(".now img", notesOf(ahead))));
  }

  function preload(picture) {
    if (picture) new Image().src = picture.src;
  }

  function open(card) {
    if (view.open) return change(card);
    show(card);
    isPushed = writeAddress("pushState", card.id);
  }

  function change(card) {
    if (!card) return;
    show(card);
    writeAddress("replaceState", card.id);
  }

  function closed() {
    stage.replaceChildren();
    if (isPushed) history.back();
    else if (location.hash) writeAddress("replaceState");
    isPushed = false;
    reach(current.hidden ? shown()[0] || current : current);
  }

  function follow() {
    const card = readAddress();
    if (card && card !== (view.open ? current : null)) show(card);
    else if (!card && view.open) {
      isPushed = false;
      view.close();
    }
  }

  view.addEventListener("close", closed);
  window.addEventListener("popstate", follow);
  window.addEventListener("pageshow", (event) => event.persisted || readAddress()); // fields a browser kept on reload
  find("#close").addEventListener("click", () => view.close());
  find("#previous").addEventListener("click", () => change(neighbour(-1)));
  find("#next").addEventListener("click", () => change(neighbour(1)));

  // --- The picture before, while a button or a key is held ---

  function hold(isBefore) {
    const button = find("#compare", stage);
    if (!button || button.ariaPressed === String(isBefore)) return;
    button.ariaPressed = String(isBefore);
    button.closest("figure").classList.toggle("is-before", isBefore);
    if (isBefore) place.textContent = "As it was before.";
    else tellPlace();
  }

  const isCompare = (event) => event.target.closest?.("#compare");
  stage.addEventListener("pointerdown", (event) => {
    const button = isCompare(event);
    if (!button || event.button) return;
    button.setPointerCapture(event.pointerId); // let go outside of it, it is let go
    hold(true);
  });
  for (const type of ["pointerup", "pointercancel"]) stage.addEventListener(type, () => hold(false));
  window.addEventListener("blur", () => hold(false));
  stage.addEventListener("contextmenu", (event) => isCompare(event) && event.preventDefault());
  stage.addEventListener("click", (event) => {
    const button = isCompare(event);
    if (button && event.detail === 0) hold(button.ariaPressed !== "true"); // a screen reader presses and cannot hold
  });

  const isHolding = (event) => event.key.toLowerCase() === "b" || (isCompare(event) && /^( |Enter)$/.test(event.key));
  view.addEventListener("keydown", (event) => {
    if (!isHolding(event) || isTyping(event) || !isPlain(event)) return;
    if (event.key.toLowerCase() === "b" && !hasLetters()) return;
    event.preventDefault();
    if (!event.repeat) hold(true);
  });
  view.addEventListener("keyup", (event) => {
    if (!isHolding(event) || isTyping(event)) return;
    event.preventDefault();
    hold(false);
  });

  // --- Marks ---

  function spotlight(button) {
    const label = button.ariaPressed === "true" ? "" : button.dataset.show;
    for (const key of findAll("button[data-show]", stage)) key.ariaPressed = String(key.dataset.show === label);
    const text = find(".text", stage);
    text.toggleAttribute("data-show", Boolean(label));
    for (const mark of findAll("mark", text)) mark.classList.toggle("is-shown", mark.classList.contains(`m-${label}`));
    const first = find("mark.is-shown", text);
    if (label && first) first.scrollIntoView({ block: "nearest" });
  }

  stage.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-show]");
    if (button) spotlight(button);
  });

  // --- Keys ---

  const letters = find("#letters");
  const hasLetters = () => letters.checked;
  letters.checked = sheet.kept("proof-sheet-letters") !== "off";
  letters.addEventListener("change", () => sheet.keep("proof-sheet-letters", letters.checked ? "on" : "off"));

  const isPlain = (event) => !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
  const isTyping = (event) => Boolean(event.target.closest("input:not(#letters), select, textarea"));
  const isOpen = (name) => find(`#${name}`).open;

  function openDialog(name) {
    find(`#${name}`).showModal();
    find("h2", find(`#${name}`)).focus();
  }

  const ON_SHEET = {
    "/": () => find("[name=words]").focus(),
    n: () => toChapter(1),
    p: () => toChapter(-1),
  };
  const IN_VIEW = { n: () => toChapter(1), p: () => toChapter(-1) };
  const ANYWHERE = { "?": () => openDialog("keys"), c: () => openDialog("drawer") };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event) || !hasLetters()) return;
    if (isOpen("keys") || isOpen("drawer")) return;
    const keys = { ...ANYWHERE, ...(isOpen("view") ? IN_VIEW : ON_SHEET) };
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && "keys" in button.dataset) openDialog("keys");
    if (button && "drawer" in button.dataset) openDialog("drawer");
  });

  function toChapter(step) {
    const chapters = findAll(".chapter:not([hidden])");
    const here = (isOpen("view") ? current : document.activeElement).closest(".chapter");
    const goal = here ? chapters[chapters.indexOf(here) + step] : nextFromSight(chapters, step);
    const card = goal && find(".card:not([hidden])", goal);
    if (!card) return;
    if (isOpen("view")) return change(card);
    reach(card, goal, "start");
  }

  function nextFromSight(chapters, step) {
    const line = find(".filters").getBoundingClientRect().bottom; // where a chapter's first words stand
    const down = (chapter) => chapter.getBoundingClientRect().top - line;
    return step > 0 ? chapters.find((one) => down(one) > SLACK) : chapters.findLast((one) => down(one) < -SLACK);
  }

  const SLACK = 8; // pixels
  const steps = { ArrowLeft: -1, ArrowRight: 1 };
  view.addEventListener("keydown", (event) => {
    if (!isPlain(event) || !(event.key in steps) || isTyping(event)) return;
    event.preventDefault();
    change(neighbour(steps[event.key]));
  });

  find("#scenes").addEventListener("keydown", (event) => {
    const card = event.target.closest(".card");
    if (!card || !isPlain(event)) return;
    const list = shown();
    const at = list.indexOf(card);
    const goal = { Home: 0, End: list.length - 1, ArrowLeft: at - 1, ArrowRight: at + 1 }[event.key];
    if (goal === undefined || !list[goal]) return;
    event.preventDefault();
    reach(list[goal]);
  });

  find("#scenes").addEventListener("click", (event) => {
    const link = event.target.closest(".card h3 a");
    if (!link || event.button || !isPlain(event)) return;
    event.preventDefault();
    open(link.closest(".card"));
  });

  return { open, follow, dressers, view, stage, place, current: () => current };
})();
