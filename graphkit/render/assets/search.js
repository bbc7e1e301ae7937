/* Search: a box that suggests actors by name or alias while one types. */

const SUGGESTIONS = 10;

/** Every name and alias with its actor, and what tells apart two actors of one name. */
function searchEntries(graph) {
  return graph.actors.flatMap((actor) => [actor.name, ...actor.aliases].map((text) => ({
    text,
    actor,
    key: text.toLowerCase(),
    tag: [text === actor.name ? "" : actor.name, plain(actor.kind), actor.country].filter(Boolean).join(" · "),
  })));
}

/** Entries that match, best first: the whole name, then its beginning, a word's, any part. */
function searchMatches(graph, entries, query) {
  const words = query.trim().toLowerCase();
  if (!words) return [];
  const rank = ({ key }) => {
    if (key === words) return 0;
    if (key.startsWith(words)) return 1;
    if (key.includes(` ${words}`)) return 2;
    return key.includes(words) ? 3 : 4;
  };
  const strength = ({ actor }) => graph.strengths.get(actor.id);
  const found = entries.map((entry) => ({ ...entry, rank: rank(entry) }))
    .filter((entry) => entry.rank < 4)
    .sort((a, b) => a.rank - b.rank || strength(b) - strength(a));
  const actors = new Set();
  return found.filter(({ actor }) => !actors.has(actor) && actors.add(actor));
}

function suggestionItem(entry, id, choose) {
  const tag = element("small", { dir: "auto" }, entry.tag);
  const item = element("li", { role: "option", id, "aria-selected": "false" },
    actorIcon(entry.actor.kind), element("span", { dir: "auto" }, entry.text, tag));
  // Before the box loses the focus, which would close the list.
  item.addEventListener("pointerdown", (event) => event.preventDefault());
  item.addEventListener("click", () => choose(entry.actor));
  return item;
}

/** Make `input` suggest actors in `list`; `note` tells of no match. `graph()` is the one on show. */
function startSearch({ input, list, note }, graph, onChoose) {
  let entries = [];
  let entriesOf = null;
  let matches = [];
  let active = -1;

  function readEntries() {
    if (entriesOf !== graph()) entries = searchEntries(graph());
    entriesOf = graph();
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(actor) {
    close();
    input.value = "";
    onChoose(actor);
  }

  function suggest() {
    readEntries();
    note.textContent = "";
    matches = searchMatches(graph(), entries, input.value).slice(0, SUGGESTIONS);
    list.replaceChildren(...matches.map((entry, i) => suggestionItem(entry, `${list.id}-${i}`, choose)));
    close();
    if (!matches.length) return;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function move(step) {
    if (list.hidden) suggest();
    if (!matches.length) return;
    active = (active + step + matches.length + (active < 0 && step < 0 ? 1 : 0)) % matches.length;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[active].id);
  }

  function enter() {
    readEntries();
    const found = matches[Math.max(active, 0)] ?? searchMatches(graph(), entries, input.value)[0];
    if (found && input.value.trim()) choose(found.actor);
    else if (input.value.trim()) note.textContent = "No actor of that name";
  }

  const keys = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: enter };
  input.addEventListener("input", suggest);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      close();
      event.stopPropagation();
    }
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}

/** A search box of its own, for a panel. */
function searchBox(name, label, graph, onChoose) {
  const list = element("ul", { id: `${name}-list`, class: "suggestions", role: "listbox", "aria-label": "Actors", hidden: "" });
  const input = element("input", {
    id: name, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: label,
    "aria-label": label, "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  });
  const note = element("p", { class: "note", role: "status" });
  startSearch({ input, list, note }, graph, onChoose);
  return element("div", { class: "search" }, input, list, note);
}
