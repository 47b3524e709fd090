// Fourth part: readings corrected in their place, and the drawer that holds the corrections of all scenes as one command.
(() => {
  const { find, findAll, clone, cards, linkOf, notesOf } = sheet;
  const drawer = find("#drawer");
  const said = find("#said");
  const frame = find("#frame").dataset;
  const STORE = `proof-sheet-corrections ${location.pathname}`;
  const ORDER = ["nobody", ...findAll("template[id^=correct-]").map((form) => form.id.slice("correct-".length))];
  const ROW_OF = { nobody: "lead" }; // where a key without a line of its own is told
  const WITHOUT = { nobody: ["lead", "people", "action"], lead: ["nobody"], people: ["nobody"], action: ["nobody"] };

  // --- The command ---

  const QUOTES = {
    posix: (text) => (/^[\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`),
    windows: (text) => // cmd.exe and PowerShell: a quote is \", and backslashes before one are doubled
      /^[\w.:/\\-]*$/.test(text) ? text : `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, "$&$&")}"`,
  };

  function writeCommand(list) {
    const words = [];
    let scene = "";
    for (const entry of list) {
      const key = keyOf(cardOf(entry));
      if (key !== scene) words.push(key);
      scene = key;
      words.push(`${entry.key}=${QUOTES[frame.shell](entry.value)}`);
    }
    return [frame.before, ...words, frame.after].filter(Boolean).join(" ");
  }

  // --- Entries: {scene, text, key, value, was, hers} ---

  const keyOf = (card) => card.id.replace("scene-", "").replace("-", ":");
  const rowIn = (root, key) => find(`[data-key="${ROW_OF[key] || key}"]`, root);
  const hersOf = (row) => (row.dataset.hers || "").split(" ");

  function cardOf(entry) {
    const there = cards.find((card) => keyOf(card) === entry.scene);
    if (there?.dataset.text === entry.text) return there;
    return cards.find((card) => card.dataset.text === entry.text) || there; // it has moved, or was reworded
  }

  function isMade(entry) {
    const card = cardOf(entry);
    const row = card && rowIn(notesOf(card), entry.key);
    if (!row) return false;
    const isHers = hersOf(row).includes(entry.key);
    return entry.value ? isHers && (!entry.hers || row.dataset.value !== entry.was) : !isHers;
  }

  function readStore() {
    try {
      const list = JSON.parse(sheet.kept(STORE) || "[]");
      return list.filter((one) => ORDER.includes(one.key) && typeof one.value === "string" && typeof one.scene === "string");
    } catch {
      return [];
    }
  }

  let entries = readStore();
  let removed = []; // what "Put back" brings

  function sorted(list) {
    const at = (entry) => cards.indexOf(cardOf(entry)) * ORDER.length + ORDER.indexOf(entry.key);
    return list.filter(cardOf).sort((one, other) => at(one) - at(other));
  }

  function save(list) {
    sheet.keep(STORE, JSON.stringify(list));
    show(list);
  }

  function show(list) {
    entries = list;
    render();
    if (large.stage.firstChild) dress(large.stage, large.current());
  }

  function add(card, key, value) {
    const make = (name, text) => {
      const row = rowIn(notesOf(card), name);
      const hers = hersOf(row).includes(name);
      return { scene: keyOf(card), text: card.dataset.text, key: name, value: text, was: row.dataset.value, hers };
    };
    const against = value ? WITHOUT[key] || [] : []; // what cannot be said together with this
    const others = entries.filter((one) => cardOf(one) !== card || ![key, ...against].includes(one.key));
    const back = against.map((name) => make(name, "")).filter((entry) => entry.hers);
    removed = [];
    save([...others, ...back, make(key, value)]);
    const how = value ? `${key}: ${value}` : `${key} as the program reads it`;
    large.place.textContent = `${how} is in your corrections, ${entries.length} in all.`;
  }

  // --- The drawer ---

  function render() {
    const list = sorted(entries);
    for (const number of findAll("[data-number]")) {
      number.textContent = entries.length;
      number.hidden = !entries.length;
    }
    find(".none", drawer).hidden = entries.length > 0;
    find("#run").hidden = !list.length;
    find("#forget").hidden = entries.length < 2;
    find("#undo").hidden = !removed.length;
    find("#run code").textContent = list.length ? writeCommand(list) : "";
    find("#run .copy").textContent = "Copy";
    const groups = new Map();
    for (const entry of [...list, ...entries.filter((one) => !cardOf(one))]) {
      const name = cardOf(entry) ? keyOf(cardOf(entry)) : entry.scene;
      if (!groups.has(name)) groups.set(name, makeGroup(cardOf(entry), name));
      find("ul", groups.get(name)).append(makeEntry(entry, name));
    }
    find("#corrections").replaceChildren(...groups.values());
  }

  function makeGroup(card, name) {
    const group = clone("group");
    const link = find("a", group);
    link.textContent = !card ? `${name}: this scene is gone` : parts.isHere(card) ? linkOf(card).textContent : name;
    if (!card) return group;
    link.href = `#${card.id}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      drawer.close();
      large.open(card);
    });
    return group;
  }

  function makeEntry(entry, name) {
    const item = clone("entry");
    find(".key", item).textContent = entry.key;
    find(".value", item).textContent = entry.value || "as the program reads it";
    find(".hint", item).textContent = entry.value && entry.was && entry.was !== entry.value ? `instead of ${entry.was}` : "";
    const button = find("button", item);
    button.ariaLabel = `Remove ${name} ${entry.key}`;
    button.addEventListener("click", () => {
      removed = [entry];
      save(entries.filter((one) => one !== entry));
      said.textContent = `${name} ${entry.key} is removed, ${entries.length} left.`;
      (find("[data-remove]", drawer) || find("h2", drawer)).focus();
    });
    return item;
  }

  find("#forget").addEventListener("click", () => {
    removed = entries;
    save([]);
    said.textContent = "All are removed.";
    find("#undo").focus();
  });
  find("#undo").addEventListener("click", () => {
    const back = [...entries, ...removed];
    removed = [];
    save(back);
    said.textContent = `${entries.length} in all.`;
    find("h2", drawer).focus();
  });
  drawer.addEventListener("click", (event) => { // beside it
    if (event.target === drawer && event.clientX < drawer.getBoundingClientRect().left) drawer.close();
  });
  drawer.addEventListener("close", () => {
    removed = [];
    said.textContent = "";
    render();
  });
  window.addEventListener("storage", (event) => {
    if (event.key === STORE) show(readStore()); // the page is open twice
  });

  // --- Beside each reading ---

  function dress(root, card) {
    for (const old of findAll(".mend, .pending", root)) old.remove();
    for (const row of findAll("[data-key]", root)) {
      const label = find(".label", row).textContent;
      const mend = clone("correct");
      find("button", mend).ariaLabel = `change: ${label}`;
      for (const key of hersOf(row).filter(Boolean)) mend.append(takeBack(card, key, label));
      find("dd", row).prepend(mend);
      for (const entry of entries.filter((one) => cardOf(one) === card && rowIn(root, one.key) === row)) {
        const pending = document.createElement("span");
        pending.className = "pending";
        const value = entry.value || "as the program reads it";
        pending.textContent = entry.key === row.dataset.key ? `→ ${value}` : `→ ${entry.key}: ${value}`;
        find("dd", row).append(pending);
      }
    }
  }

  function takeBack(card, key, label) {
    const button = clone("take-back");
    button.ariaLabel = `take back: ${label}${label === key ? "" : ` (${key})`}`;
    button.addEventListener("click", () => {
      add(card, key, "");
      find(`[data-key="${ROW_OF[key] || key}"] [data-correct]`, large.stage).focus();
    });
    return button;
  }

  const READ = {
    one: (form) => find("input:checked", form)?.value || "",
    some: (form) => findAll("input:checked", form).map((box) => box.value).join(", "),
    line: (form) => find("input", form).value.trim().replace(/\s+/g, " "),
  };
  const read = (form) => (READ[form.dataset.kind] || READ.line)(form);

  const FILL = {
    one: (form, value) => findAll("input", form).forEach((box) => { box.checked = box.value === value; }),
    some: (form, value) => findAll("input", form).forEach((box) => { box.checked = value.split(", ").includes(box.value); }),
    line: (form, value) => { find("input", form).value = value; },
  };

  function openForm(row) {
    for (const old of findAll("form.correct", large.stage)) old.remove();
    const card = large.current();
    const key = row.dataset.key;
    const form = clone(`correct-${key}`);
    const pending = entries.find((one) => cardOf(one) === card && one.key === key)?.value;
    (FILL[form.dataset.kind] || FILL.line)(form, pending || row.dataset.value);
    for (const other of (row.dataset.also || "").split("\n").filter(Boolean).reverse()) offer(form, other);
    const tell = () => {
      const entry = { scene: keyOf(card), text: card.dataset.text, key, value: read(form) };
      find(".command", form).hidden = !entry.value;
      find("code", form).textContent = writeCommand([entry]);
      find(".copy", form).textContent = "Copy";
    };
    form.addEventListener("input", tell);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (read(form)) done(form, row, () => add(card, key, read(form)));
      else large.place.textContent = "Say first what is right.";
    });
    find("[data-cancel]", form).addEventListener("click", () => done(form, row));
    form.addEventListener("click", (event) => {
      if (event.target.dataset.fills) fill(form, event.target.dataset.fills);
    });
    find("[data-nobody]", form)?.addEventListener("click", () => done(form, row, () => add(card, "nobody", "yes")));
    tell();
    find("dd", row).append(form);
    const first = find("input:checked", form) || find("input", form);
    first.focus();
    first.select?.();
    form.scrollIntoView({ block: "nearest" });
  }

  function offer(form, other) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = other;
    button.dir = "auto";
    button.dataset.fills = other;
    find("[data-also]", form).prepend(button);
  }

  function fill(form, text) {
    const line = find("input", form);
    const isMore = form.dataset.kind === "people" && line.value;
    line.value = isMore ? `${line.value}; ${text}` : text;
    form.dispatchEvent(new Event("input"));
    line.focus();
  }

  function done(form, row, act = () => {}) {
    const { key } = row.dataset;
    form.remove();
    act();
    find(`[data-key="${key}"] [data-correct]`, large.stage).focus({ preventScroll: true });
  }

  large.stage.addEventListener("click", (event) => {
    const button = event.target.closest("[data-correct]");
    if (button) openForm(button.closest("[data-key]"));
  });

  large.view.addEventListener("cancel", (event) => {
    const form = find("form.correct", large.stage);
    if (!form) return;
    event.preventDefault(); // Escape closes the form alone
    done(form, form.closest("[data-key]"));
  });

  // --- Begin ---

  function letGo() {
    const made = entries.filter(isMade);
    save(entries.filter((one) => !made.includes(one)));
    if (made.length) said.textContent = `${made.length} of your corrections ${made.length === 1 ? "is" : "are"} made and out of this list.`;
  }

  large.dressers.push(dress);
  render();
  parts.when(entries.map(cardOf).filter(Boolean), letGo);
  large.follow();
})();
