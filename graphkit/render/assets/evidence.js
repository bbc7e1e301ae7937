/* The evidence of a relation: every sentence in the order of dates, with who says so. */

const STANCE_WORDS = { asserts: "says so", denies: "denies it", doubts: "doubts it" };
const ROLE_ORDER = ["source", "trigger", "target", "speaker"];
const SENTENCES_AT_ONCE = 100;

/** The sentence, cut in Python into [text, role] pieces, with a <mark> for each role. */
function sentenceText(pieces) {
  return pieces.map(([text, role]) => (role ? element("mark", { class: role }, text) : text));
}

function claimLine(claim, { graph, select }) {
  if (!claim) return null;
  const cue = claim.cue ? ` (“${claim.cue}”${claim.quoted ? ", in a quotation" : ""})` : "";
  const speaker = graph.actorById.has(claim.speaker_id)
    ? button("link", () => select({ node: claim.speaker_id }), claim.speaker)
    : element("strong", {}, claim.speaker);
  speaker.dir = "auto";
  return element("p", { class: `said ${claim.stance}` }, speaker, ` ${STANCE_WORDS[claim.stance]}${cue}`);
}

function documentLine(page, event) {
  const document = page.documents[event.doc];
  const title = document.title ? `${document.title} · ${document.id}` : document.id;
  const time = event.date
    ? element("time", { datetime: event.date }, dateText(event.date))
    : element("span", {}, "undated");
  const link = document.url ? [" · ", safeLink(document.url)] : [];
  return element("p", { class: "where facts" }, time, " · ",
    element("cite", { dir: "auto" }, title), ...link);
}

function ruleLine(event, copy) {
  const confidence = `confidence ${Math.round(event.confidence * 100)} %`;
  return element("p", { class: "rule" }, `rule ${event.rule} · ${confidence} `, copy);
}

function evidenceItem(event, relation, context) {
  const { page, graph } = context;
  const names = {
    source: graph.actorById.get(relation.source).name,
    target: graph.actorById.get(relation.target).name,
  };
  return element("li", {},
    documentLine(page, event),
    element("blockquote", { dir: "auto" }, ...sentenceText(event.pieces)),
    claimLine(event.claim, context),
    ruleLine(event, copyButton("Copy as citation", () => citationText(page, relation, names, event))),
  );
}

function markKey(events) {
  const roles = new Set(events.flatMap((event) => event.pieces.map(([, role]) => role)));
  const marks = ROLE_ORDER.filter((role) => roles.has(role))
    .map((role) => element("mark", { class: role }, role));
  return element("p", { class: "key" }, ...marks);
}

/** The sentences as a list, a hundred at a time. */
function evidenceList(events, relation, context) {
  const list = element("ol", { class: "evidence" });
  const more = button("plain more", () => {
    const next = events.slice(list.children.length, list.children.length + SENTENCES_AT_ONCE);
    list.append(...next.map((event) => evidenceItem(event, relation, context)));
    more.hidden = list.children.length >= events.length;
  }, "Show more sentences");
  more.click();
  return [list, more];
}

/** "Russia accuses White Helmets", with the labels or charges in the words of the texts below. */
function relationHeading(tag, relation, { graph, select }) {
  const words = element("span", { class: "relation" }, plain(relation.relation));
  const heading = element(tag, { class: "statement" },
    actorLink(graph, relation.source, select), " ", words, " ",
    actorLink(graph, relation.target, select));
  if (!relation.labels.length) return [heading];
  return [heading, element("p", { class: "quoted", dir: "auto" }, quoted(relation.labels))];
}

function otherRelations(relation, { graph, view, select }) {
  const key = pairKey(relation);
  const others = graph.relations.filter((other) => other !== relation && pairKey(other) === key);
  if (!others.length) return [];
  const rows = others.map((other) => relationRow(other, other.source === relation.source ? "→" : "←",
    relationText(other), { view, select }));
  return [element("h3", {}, "Also between the two"), element("ul", { class: "rows" }, ...rows)];
}

function relationDetails(relation, context) {
  const { page, view, bins } = context;
  const all = relation.events.map((index) => page.events[index]);
  const shown = view.events(relation).map((index) => page.events[index]);
  const events = shown.length ? shown : all;
  const left = all.length - events.length;
  const heading = plural(events.length, "sentence") + (left ? ` · ${left} outside the filters` : "");
  return [
    ...relationHeading("h2", relation, context),
    facts(relation),
    chips(relation),
    timeBars(all.map(({ date }) => date), bins),
    element("h3", {}, heading),
    markKey(events),
    ...evidenceList(events, relation, context),
    ...otherRelations(relation, context),
  ];
}
