/* The table of relations: the same as the map, for keyboards, screen readers and sorting. */

const TABLE_STEP = 500; // rows added at a time

/** Who claims it and who denies it; empty where the text itself states it. */
function claimsText(relation) {
  const denied = relation.denied_by.length ? `denied by ${nameList(relation.denied_by)}` : "";
  return [nameList(relation.claimed_by), denied].filter(Boolean).join("; ");
}

/** heading, class, value to sort by, words to show (the value where left out) */
function tableColumns(view) {
  const name = (id) => view.graph().actorById.get(id).name;
  return [
    { id: "source", heading: "Source", value: (r) => name(r.source) },
    { id: "relation", heading: "Relation", value: relationText },
    { id: "target", heading: "Target", value: (r) => name(r.target) },
    { id: "class", heading: "Class", value: (r) => r.event_type.toLowerCase(), wide: true },
    { id: "status", heading: "Status", value: (r) => r.status, wide: true },
    { id: "claims", heading: "Claims", value: claimsText, wide: true },
    { id: "weight", heading: "Reports", value: (r) => view.reports(r), number: true },
    { id: "first", heading: "First", value: (r) => r.first, words: dateText, wide: true },
    { id: "last", heading: "Last", value: (r) => r.last, words: dateText },
  ];
}

function columnClass(column) {
  const names = [column.number ? "number" : "", column.id === "claims" ? "claims" : "", column.words ? "date" : "", column.wide ? "secondary" : ""];
  return names.filter(Boolean).join(" ") || null;
}

function makeComparison() {
  const { compare } = new Intl.Collator("en", { numeric: true });
  return (a, b) => (typeof a === "number" ? a - b : compare(a, b));
}

/** The button that opens the row's relation; a click on it reaches the row, which answers. */
function relationCell(relation, column) {
  const swatch = element("span", { class: "swatch", "aria-hidden": "true" });
  swatch.style.background = `var(--line-${relationTone(relation)})`;
  const open = element("button", { type: "button", class: "link" }, swatch, column.value(relation));
  const doubt = doubtText(relation, 1);
  return element("td", {}, open, doubt ? element("small", {}, doubt) : null);
}

function tableRow(relation, columns, select) {
  const cells = columns.map((column) => {
    if (column.id === "relation") return relationCell(relation, column);
    const value = column.value(relation);
    const words = column.words && value ? column.words(value) : String(value);
    return element("td", { class: columnClass(column), dir: "auto" }, words);
  });
  const row = element("tr", { "data-edge": relation.id }, ...cells);
  row.addEventListener("click", () => select({ edge: relation.id }));
  return row;
}

/** Up and down arrows walk from row to row. */
function walkRows(event) {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  const row = event.target.closest("tbody tr");
  if (!step || !row) return;
  event.preventDefault();
  row[step]?.querySelector("button").focus();
}

function headingCell(column, order, onSort) {
  const sorted = order.column === column.id;
  const direction = sorted ? (order.down ? "descending" : "ascending") : null;
  const heading = button("", () => onSort(column), column.heading);
  return element("th", { scope: "col", class: columnClass(column), "aria-sort": direction }, heading);
}

/** A table in `section`; `show(relations)` fills it, `mark(id)` tells the row of the selection. */
function makeTable(section, view, select) {
  const columns = tableColumns(view);
  const order = { column: "weight", down: true };
  let relations = [];
  let limit = TABLE_STEP;
  let compareValues = null;

  function sortBy(column) {
    order.down = order.column === column.id ? !order.down : Boolean(column.number);
    order.column = column.id;
    draw();
    section.querySelector("th[aria-sort] button").focus();
  }

  function sorted() {
    const { value } = columns.find((column) => column.id === order.column);
    const sign = order.down ? -1 : 1;
    compareValues ??= makeComparison();
    return [...relations].sort((a, b) => sign * compareValues(value(a), value(b)));
  }

  function draw() {
    const rows = sorted().slice(0, limit).map((relation) => tableRow(relation, columns, select));
    const body = element("tbody", {}, ...rows);
    body.addEventListener("keydown", walkRows);
    const head = element("tr", {}, ...columns.map((column) => headingCell(column, order, sortBy)));
    const caption = element("caption", { class: "unseen" }, `${plural(relations.length, "relation")}, one a row; the headings sort`);
    const parts = [element("table", {}, caption, element("thead", {}, head), body)];
    if (!relations.length) parts.push(element("p", { class: "empty" }, "No relation passes the filters."));
    if (relations.length > limit) {
      parts.push(button("plain more", () => { limit += TABLE_STEP; draw(); },
        `Show more of ${plural(relations.length, "relation")}`));
    }
    section.replaceChildren(...parts);
  }

  return {
    /** Draw the relations now or, while the table is out of sight, when it is next asked to. */
    show(shown, visible) {
      relations = shown;
      if (visible) draw();
    },
    rows: () => sorted(),
    mark(id) {
      for (const row of section.querySelectorAll("tbody tr")) {
        if (row.dataset.edge === id) row.setAttribute("aria-current", "true");
        else row.removeAttribute("aria-current");
      }
    },
  };
}
