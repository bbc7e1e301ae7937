/* Restrictions: what narrows the view at the moment, each with a button to lift it. */

const NAMES_SHOWN = 3;

function facetRestriction(name, filter, page) {
  const { title, words } = FACETS[name];
  const titles = new Map(name === "document" ? page.documents.map((d) => [d.id, d.title || d.id]) : []);
  const values = [...filter.values].map((value) => shorten(titles.get(value) ?? words(value), 30));
  const list = nameList(values, NAMES_SHOWN);
  if (filter.only) return `${title}: ${list || "none"}`;
  return `${title}: without ${list}`;
}

/** [words, change that lifts it] for everything that narrows the view. */
function restrictionsOf(view, bins) {
  const { filters, from, to, least, strongest, ego, hidden } = view.narrowing;
  const graph = view.graph();
  const name = (id) => graph.actorById.get(id)?.name ?? id;
  const found = Object.entries(filters).filter(([, filter]) => isActive(filter)).map(([facet, filter]) =>
    [facetRestriction(facet, filter, view.page), () => clearFilter(filter)]);
  if (from || to) found.push([dateRange(from || bins.from(0), to || bins.to(bins.size - 1)), { from: "", to: "" }]);
  if (least > 1) found.push([`At least ${least} reports`, { least: 1 }]);
  if (strongest < graph.actors.length) {
    found.push([`The strongest ${numberText(strongest)} of ${plural(graph.actors.length, "actor")}`,
      { strongest: Infinity }]);
  }
  if (ego) found.push([`Within ${plural(ego.depth, "step")} of ${name(ego.id)}`, { ego: null }]);
  for (const id of hidden) {
    found.push([`Hidden: ${name(id)}`, () => hidden.delete(id)]);
  }
  return found;
}

/** What a page says that holds only a part of a graph. */
function partWords({ part_of: whole, actors, events }) {
  const kept = `the strongest ${numberText(actors.length)} of ${plural(whole.actors, "actor")}`;
  return `In this page: ${kept}, with ${numberText(events.length)} of ${plural(whole.events, "event")}`;
}

function showRestrictions(section, view, bins, { narrow, setLevel }) {
  const chip = (words, lift) => {
    const node = button("restriction", lift, element("span", { dir: "auto" }, words),
      element("span", { "aria-hidden": "true" }, "×"));
    node.setAttribute("aria-label", `Lift: ${words}`);
    return element("li", {}, node);
  };
  const nodes = restrictionsOf(view, bins).map(([words, lift]) => chip(words, () => {
    if (typeof lift === "function") {
      lift();
      narrow({});
    } else {
      narrow(lift);
    }
  }));
  const { level } = view.graph();
  if (view.page.part_of) nodes.unshift(element("li", { class: "restriction said" }, partWords(view.page)));
  if (level !== "actors") nodes.push(chip(`Actors: ${LEVEL_WORDS[level]}`, () => setLevel("actors")));
  section.hidden = nodes.length === 0;
  section.replaceChildren(...nodes);
}
