/* The legend, which is also the filter: each row shows a sign, its meaning, and how many. */

const SHAPE_OUTLINES = {
  hexagon: "16.5,8 14.25,11.9 9.75,11.9 7.5,8 9.75,4.1 14.25,4.1",
  square: "8,4 16,4 16,12 8,12",
  diamond: "12,2.5 17.5,8 12,13.5 6.5,8",
  triangle: "12,3 17.2,12 6.8,12",
  triangleDown: "12,13 17.2,4 6.8,4",
  star: "12,2 13.5,6 17.7,6.2 14.4,8.8 15.5,12.9 12,10.5 8.5,12.9 9.6,8.8 6.3,6.2 10.5,6",
};

function drawing(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function icon(...shapes) {
  return drawing("svg", { viewBox: "0 0 24 16", "aria-hidden": "true" }, ...shapes);
}

function actorIcon(kind) {
  const [shape, filled] = NODE_SHAPES[kind];
  const fill = filled ? `var(--fill-${kind})` : "none";
  const paint = { style: `fill: ${fill}; stroke: var(--line-${kind})`, "stroke-width": filled ? 1 : 2 };
  if (shape === "dot") return icon(drawing("circle", { cx: 12, cy: 8, r: 4.75, ...paint }));
  return icon(drawing("polygon", { points: SHAPE_OUTLINES[shape], ...paint }));
}

function relationIcon(tone) {
  const colour = `var(--line-${tone})`;
  const stroke = { style: `stroke: ${colour}`, "stroke-width": 2.5 };
  const line = drawing("line", { x1: 1, y1: 8, x2: 18, y2: 8, ...stroke });
  const head = drawing("polygon", { points: "23,8 15.5,4 15.5,12", style: `fill: ${colour}` });
  return icon(line, head);
}

function signIcon(sign) {
  return element("span", { class: "sign", "aria-hidden": "true" }, sign);
}

function countBy(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

/** One checkbox row; ticking and unticking adds to and removes from the set of hidden values. */
function choice(hidden, value, sign, text, count, onChange) {
  const box = element("input", { type: "checkbox", checked: "" });
  box.dataset.value = value;
  box.addEventListener("change", () => {
    if (box.checked) hidden.delete(value);
    else hidden.add(value);
    onChange();
  });
  const number = element("span", { class: "count" }, count.toLocaleString("en"));
  return element("label", { class: "choice" }, box, sign, element("span", {}, text), number);
}

function choices(title, name, rows) {
  return element("fieldset", { "data-filter": name }, element("legend", {}, title), ...rows);
}

function quadChoices(page, hidden, onChange) {
  const counts = countBy(page.relations, (relation) => relation.quad);
  const rows = QUADS.filter((quad) => counts.has(quad)).map((quad) => choice(
    hidden, quad, relationIcon(quad), plain(quad), counts.get(quad), onChange,
  ));
  return choices("Relations", "quad", rows);
}

function kindChoices(page, hidden, onChange) {
  const counts = countBy(page.actors, (actor) => actor.kind);
  const rows = Object.keys(NODE_SHAPES).filter((kind) => counts.has(kind)).map((kind) => choice(
    hidden, kind, actorIcon(kind), plain(kind), counts.get(kind), onChange,
  ));
  return choices("Actors", "kind", rows);
}

function statusChoices(page, hidden, onChange) {
  const counts = countBy(page.relations, (relation) => relation.status);
  const rows = STATUSES.filter((status) => counts.has(status)).map((status) => choice(
    hidden, status, signIcon(STATUS_SIGNS[status] ?? "•"), status, counts.get(status), onChange,
  ));
  return choices("Status", "status", rows);
}

function claimChoices(page, hidden, onChange) {
  const counts = countBy(page.relations, (relation) => String(relation.claimed));
  const texts = [["false", "•", "stated by the text"], ["true", CLAIMED_SIGN, "claimed by someone"]];
  const rows = texts.filter(([value]) => counts.has(value)).map(([value, sign, text]) => choice(
    hidden, value, signIcon(sign), text, counts.get(value), onChange,
  ));
  return choices("Who says so", "claimed", rows);
}

function fillLegend(section, page, filters, onChange) {
  const reset = button("link", () => {
    for (const hidden of Object.values(filters)) hidden.clear();
    for (const box of section.querySelectorAll("input")) box.checked = true;
    onChange();
  }, "Show all");
  reset.id = "show-all";
  section.append(
    element("div", { class: "legend-head" }, element("h2", {}, "Legend"), reset),
    quadChoices(page, filters.quad, onChange),
    statusChoices(page, filters.status, onChange),
    claimChoices(page, filters.claimed, onChange),
    kindChoices(page, filters.kind, onChange),
    element("p", { class: "hint" }, "An arrow runs from the one who acts to the one acted on. Its " +
      "width shows how many independent reports state it; what is planned, denied or only " +
      "claimed is drawn lighter and says so."),
  );
}
