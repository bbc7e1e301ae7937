/* An actor's details: what it does and undergoes, grouped, with counts and bars of time. */

const ROWS_IN_GROUP = 12;

function totalWeight(relations, view) {
  return relations.reduce((sum, relation) => sum + view.reports(relation), 0);
}

/** "×2 + 1 marked": what is negated, planned or only claimed never adds to what was done. */
function groupCount(group, view) {
  const done = totalWeight(group.filter((relation) => !isDoubtful(relation)), view);
  const marked = totalWeight(group.filter(isDoubtful), view);
  return [done ? `×${done}` : "", marked ? `${marked} marked` : ""].filter(Boolean).join(" + ");
}

/** A row that opens a relation: an arrow, the other actor or the relation, and the reports. */
function relationRow(relation, arrow, text, { view, select }) {
  const doubt = doubtText(relation, 3);
  const sign = element("span", { class: "sign", "aria-hidden": "true" }, arrow);
  sign.style.color = `var(--line-${relationTone(relation)})`;
  const row = button("row", () => select({ edge: relation.id }), sign,
    element("span", { dir: "auto" }, text, doubt ? element("small", {}, doubt) : null),
    element("span", { class: "count" }, `×${view.reports(relation)}`));
  if (!view.showsRelation(relation)) row.classList.add("outside");
  return element("li", {}, row);
}

function groupRows(group, other, arrow, context) {
  const { graph } = context;
  const list = element("ul", { class: "rows" });
  const row = (relation) => {
    const label = relation.labels.length ? ` ${quoted(relation.labels)}` : "";
    return relationRow(relation, arrow, `${graph.actorById.get(relation[other]).name}${label}`, context);
  };
  list.append(...group.slice(0, ROWS_IN_GROUP).map(row));
  if (group.length <= ROWS_IN_GROUP) return [list];
  const more = button("link more-rows", () => {
    list.append(...group.slice(ROWS_IN_GROUP).map(row));
    more.remove();
  }, `${group.length - ROWS_IN_GROUP} more`);
  return [list, more];
}

/** Rows for one side of an actor, grouped by relation, the most reported first. */
function relationGroups(relations, other, arrow, context) {
  const { page, view, bins } = context;
  const weight = (group) => totalWeight(group, view);
  const groups = [...groupBy(relations, ({ relation }) => relation)].sort(([, a], [, b]) => weight(b) - weight(a));
  return groups.flatMap(([name, group]) => {
    const dates = group.flatMap(({ events }) => events.map((index) => page.events[index].date));
    group.sort((a, b) => view.reports(b) - view.reports(a));
    return [
      element("div", { class: "group-head" },
        element("h4", { class: "group" }, plain(name), " ",
          element("span", { class: "count" }, groupCount(group, view))),
        timeBars(dates, bins)),
      ...groupRows(group, other, arrow, context),
    ];
  });
}

/** What one can do with an actor: look at its surroundings, find a path, pin it, hide it. */
function actorActions(actor, { view, graph, narrow, select }) {
  const { ego, pinned } = view.narrowing;
  const depth = ego?.id === actor.id ? ego.depth : 0;
  const steps = [0, 1, 2, 3].map((steps) => {
    const node = button("", () => narrow({ ego: steps ? { id: actor.id, depth: steps } : null }), steps ? String(steps) : "all");
    node.setAttribute("aria-pressed", String(steps === depth));
    node.setAttribute("aria-label", steps ? `Only what lies within ${plural(steps, "step")}` : "The whole map");
    return node;
  });
  const toggle = (set) => {
    const changed = new Set(view.narrowing[set]);
    if (!changed.delete(actor.id)) changed.add(actor.id);
    return { [set]: changed };
  };
  const pin = button("plain", () => narrow(toggle("pinned")), pinned.has(actor.id) ? "Unpin" : "Pin");
  pin.setAttribute("aria-pressed", String(pinned.has(actor.id)));
  const hide = button("plain", () => {
    narrow(toggle("hidden"));
    select(null);
  }, "Hide");
  return element("div", { class: "actions" },
    element("div", { class: "switch steps", role: "group", "aria-label": "Steps around this actor" },
      element("span", { "aria-hidden": "true" }, "Steps"), ...steps),
    pin, hide,
    searchBox("path-to", "Path to …", () => graph, (other) => select({ path: [actor.id, other.id] })));
}

function actorFacts(actor, { page, graph, select }) {
  const names = new Map(page.wholes.map(({ id, name }) => [id, name]));
  const whole = graph.actorById.get(actor.part_of);
  const above = whole ? actorLink(graph, whole.id, select) : names.get(actor.part_of);
  return [
    facts(actor),
    above ? element("p", { class: "facts" }, "part of ", above) : null,
    actor.parts?.length ? element("p", { class: "facts", dir: "auto" }, `with ${actor.parts.join(", ")}`) : null,
    actor.aliases.length ? element("p", { class: "facts", dir: "auto" }, `also: ${actor.aliases.join(", ")}`) : null,
  ];
}

function actorDetails(actor, context) {
  const { graph } = context;
  const acts = graph.relations.filter((relation) => relation.source === actor.id);
  const undergoes = graph.relations.filter((relation) => relation.target === actor.id);
  return [
    element("h2", { dir: "auto" }, actor.name),
    ...actorFacts(actor, context),
    actorActions(actor, context),
    element("h3", {}, `Acts on others · ${acts.length}`),
    ...relationGroups(acts, "target", "→", context),
    element("h3", {}, `Acted on by others · ${undergoes.length}`),
    ...relationGroups(undergoes, "source", "←", context),
  ];
}
