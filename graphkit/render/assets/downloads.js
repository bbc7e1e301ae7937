/* Downloads: the current view as CSV, GraphML, SVG and PNG. */

const FORBIDDEN_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const PIXELS = 2; // of the PNG for each of the screen

function download(name, blob) {
  const url = URL.createObjectURL(blob);
  const link = element("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** A cell of a CSV file; what a spreadsheet would take for a formula is defused. */
function csvCell(value) {
  const text = String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const sentenceOf = (event) => event.pieces.map(([text]) => text).join("");

/** The attributes of a relation, under the names that graphkit's other exports give them. */
function relationAttributes(relation, view) {
  const { page } = view;
  const events = reportingEvents(page, view.events(relation)).map((index) => page.events[index]);
  return {
    label: relation.relation,
    event_type: relation.event_type,
    quad: relation.quad,
    intensity: relation.intensity,
    status: relation.status,
    claimed: relation.claimed,
    claimed_by: relation.claimed_by.join(" | "),
    denied_by: relation.denied_by.join(" | "),
    as: relation.labels.join(" | "),
    weight: view.reports(relation),
    mentions: events.length,
    documents: new Set(events.map(({ doc }) => doc)).size,
    first_date: ends(events.map(({ date }) => date))[0],
    last_date: ends(events.map(({ date }) => date))[1],
    evidence: sentenceOf(events[0]),
    doc_ids: unique(events.map(({ doc }) => page.documents[doc].id)).sort().join(" | "),
  };
}

function actorAttributes(actor) {
  return {
    label: actor.name,
    kind: actor.kind,
    country: actor.country,
    part_of: actor.part_of,
    aliases: actor.aliases.join(" | "),
    mentions: actor.mentions,
    documents: actor.documents,
    first_date: actor.first,
    last_date: actor.last,
    camp: actor.camp,
  };
}

/** The relations on show as CSV, in the order of the table. */
function csvText(view, relations) {
  const { actorById } = view.graph();
  const rows = relations.map((relation) => ({
    source: actorById.get(relation.source).name,
    target: actorById.get(relation.target).name,
    source_id: relation.source,
    target_id: relation.target,
    id: relation.id,
    ...relationAttributes(relation, view),
  }));
  const names = ["source", "label", "target", "as", "event_type", "quad", "intensity", "status", "claimed",
    "claimed_by", "denied_by", "weight", "mentions", "documents", "first_date", "last_date", "evidence",
    "doc_ids", "id", "source_id", "target_id"];
  const lines = [names, ...rows.map((row) => names.map((name) => row[name]))];
  return `\ufeff${lines.map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

function xmlText(value) {
  return String(value).toWellFormed().replace(FORBIDDEN_IN_XML, "\ufffd").replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

const XML_TYPES = { string: "string", number: "double", boolean: "boolean" };

/** <key> elements and a function to write <data>, for the attributes of nodes or of edges. */
function graphmlKeys(prefix, kind, attributes) {
  const names = Object.keys(attributes[0] ?? {});
  const type = (name) => (attributes.every((one) => Number.isInteger(one[name])) ? "long" : XML_TYPES[typeof attributes[0][name]]);
  return {
    keys: names.map((name, i) =>
      `<key id="${prefix}${i}" for="${kind}" attr.name="${name}" attr.type="${type(name)}"/>`),
    data: (one) => names.map((name, i) => `<data key="${prefix}${i}">${xmlText(one[name])}</data>`).join(""),
  };
}

/** The view as GraphML, with the places of the actors as on the map. */
function graphmlText(view, relations, placeOf) {
  const actors = view.shownActors().map((actor) => {
    const { x, y } = placeOf(actor.id);
    return { id: actor.id, attributes: { ...actorAttributes(actor), x: x + 0.01, y: -y - 0.01 } };
  });
  const edges = relations.map((relation) => ({ relation, attributes: relationAttributes(relation, view) }));
  const nodeKeys = graphmlKeys("n", "node", actors.map(({ attributes }) => attributes));
  const edgeKeys = graphmlKeys("e", "edge", edges.map(({ attributes }) => attributes));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...nodeKeys.keys, ...edgeKeys.keys,
    '<graph edgedefault="directed">',
    ...actors.map(({ id, attributes }) => `<node id="${xmlText(id)}">${nodeKeys.data(attributes)}</node>`),
    ...edges.map(({ relation, attributes }) =>
      `<edge id="${xmlText(relation.id)}" source="${xmlText(relation.source)}" target="${xmlText(relation.target)}">` +
      `${edgeKeys.data(attributes)}</edge>`),
    "</graph>", "</graphml>", "",
  ].join("\n");
}

/** The map as the screen shows it, on paper instead of nothing, at twice the resolution. */
function pngBlob(map, frame) {
  const source = frame.querySelector("canvas");
  const picture = element("canvas", { width: frame.clientWidth * PIXELS, height: frame.clientHeight * PIXELS });
  const context = picture.getContext("2d");
  context.fillStyle = map.theme().paper;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(source, 0, 0, picture.width, picture.height);
  return new Promise((resolve) => picture.toBlob(resolve, "image/png"));
}

/** What each button of the export menu does. */
function makeDownloads({ map, view, table, frame }) {
  const name = (suffix) => `${document.title.replace(/[^\p{L}\p{N} _-]+/gu, "").trim() || "graph"}.${suffix}`;
  const save = (suffix, type, text) => download(name(suffix), new Blob([text], { type }));
  const placeOf = (id) => map.network.body.nodes[id];
  return {
    csv: () => save("csv", "text/csv", csvText(view, table.rows())),
    graphml: () => save("graphml", "application/xml", graphmlText(view, view.shownRelations(), placeOf)),
    svg: () => save("svg", "image/svg+xml", svgText(map, view, frame)),
    png: async () => download(name("png"), await pngBlob(map, frame)),
  };
}
