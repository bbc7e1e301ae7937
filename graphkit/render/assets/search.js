/* Search: actors by name or alias, with suggestions while typing. */

const SUGGESTIONS = 12;

/** Every name and alias with its actor; a name that two actors share carries kind and country. */
function searchEntries(page) {
  const names = page.actors.flatMap((actor) =>
    [actor.name, ...actor.aliases].map((text) => ({ text, actor })));
  const shared = countBy(names, ({ text }) => text.toLowerCase());
  return names.map(({ text, actor }) => {
    const tag = [plain(actor.kind), actor.country].filter(Boolean).join(", ");
    const alone = shared.get(text.toLowerCase()) === 1;
    return { text: alone ? text : `${text} (${tag})`, key: text.toLowerCase(), actor };
  });
}

/** Entries that match, best first: the whole name, then its beginning, a word's, any part. */
function searchMatches(entries, query) {
  const words = query.trim().toLowerCase();
  if (!words) return [];
  const rank = ({ text, key }) => {
    if (text.toLowerCase() === words || key === words) return 0;
    if (key.startsWith(words)) return 1;
    if (key.includes(` ${words}`)) return 2;
    return key.includes(words) ? 3 : 4;
  };
  return entries.map((entry) => ({ ...entry, rank: rank(entry) }))
    .filter((entry) => entry.rank < 4)
    .sort((a, b) => a.rank - b.rank);
}

function startSearch(input, list, note, page, select) {
  const entries = searchEntries(page);

  function suggest() {
    note.textContent = "";
    const found = searchMatches(entries, input.value).slice(0, SUGGESTIONS);
    list.replaceChildren(...found.map(({ text, actor }) => element("option",
      { value: text, label: text === actor.name ? null : actor.name })));
  }

  function choose() {
    const [best] = searchMatches(entries, input.value);
    if (best) select({ node: best.actor.id });
    else if (input.value.trim()) note.textContent = "No actor of that name";
  }

  input.addEventListener("input", (event) => {
    suggest();
    // A suggestion taken from the list arrives as a replacement, or with no input type at all.
    if (!event.inputType || event.inputType === "insertReplacementText") choose();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") choose();
  });
}
