/* The details panel: the evidence of a relation, or what an actor does and undergoes. */

const STANCE_WORDS = { asserts: "says so", denies: "denies it", doubts: "doubts it" };
const ROLE_ORDER = ["source", "trigger", "target", "speaker"];

/** The sentence, cut in Python into [text, role] pieces, with a <mark> for each role. */
function sentenceText(pieces) {
  return pieces.map(([text, role]) => (role ? element("mark", { class: role }, text) : text));
}

function claimLine(claim) {
  if (!claim) return null;
  const cue = claim.cue ? ` (“${claim.cue}”${claim.quoted ? ", in a quotation" : ""})` : "";
  const speaker = element("strong", { dir: "auto" }, claim.speaker);
  return element("p", { class: "said" }, speaker, ` ${STANCE_WORDS[claim.stance]}${cue}`);
}

function documentLine(event) {
  const title = event.title ? `${event.title} · ${event.doc}` : event.doc;
  const time = event.date
    ? element("time", { datetime: event.date }, dateText(event.date))
    : element("span", {}, "undated");
  const link = event.url ? [" · ", safeLink(event.url)] : [];
  return element("p", { class: "where facts" }, time, " · ",
    element("cite", { dir: "auto" }, title), ...link);
}

function ruleLine(event) {
  const confidence = `confidence ${Math.round(event.confidence * 100)} %`;
  return element("p", { class: "rule" }, `rule ${event.rule} · ${confidence}`);
}

function evidenceItem(event) {
  return element("li", {},
    documentLine(event),
    element("blockquote", { dir: "auto" }, ...sentenceText(event.pieces)),
    claimLine(event.claim),
    ruleLine(event),
  );
}

function markKey(events) {
  const roles = new Set(events.flatMap((event) => event.pieces.map(([, role]) => role)));
  const marks = ROLE_ORDER.filter((role) => roles.has(role))
    .map((role) => element("mark", { class: role }, role));
  return element("p", { class: "key", "aria-label": "Marks in the sentences" }, ...marks);
}

function facts(item) {
  const counts = [
    item.weight ? plural(item.weight, "independent report") : "",
    plural(item.mentions, "mention"),
    plural(item.documents, "document"),
  ];
  const when = dateRange(item.first, item.last);
  return element("p", { class: "facts" }, counts.filter(Boolean).join(" · "),
    when ? element("br") : null, when);
}

function chips(words) {
  if (!words.length) return null;
  return element("p", { class: "chips" }, words.map((word) => element("span", { class: "chip" }, word)));
}

function actorLink(page, id, select) {
  const link = button("link", () => select({ node: id }), page.actorById.get(id).name);
  link.dir = "auto";
  return link;
}

function relationHeading(page, relation, select) {
  const words = element("span", { class: "relation" }, relationText(relation));
  return element("h2", {},
    actorLink(page, relation.source, select), " ", words, " ",
    actorLink(page, relation.target, select));
}

/** A row that opens a relation: an arrow, the other actor or the relation, and the reports. */
function relationRow(relation, arrow, text, select) {
  const doubt = doubtText(relation, 3);
  const sign = element("span", { class: "sign", "aria-hidden": "true" }, arrow);
  sign.style.color = `var(--line-${relationTone(relation)})`;
  return element("li", {}, button("row", () => select({ edge: relation.id }), sign,
    element("span", { dir: "auto" }, text, doubt ? element("small", {}, doubt) : null),
    element("span", { class: "count" }, `×${relation.weight}`)));
}

function otherRelations(page, relation, select) {
  const ends = [relation.source, relation.target].sort().join("\n");
  const others = page.relations.filter(
    (other) => other !== relation && [other.source, other.target].sort().join("\n") === ends,
  );
  if (!others.length) return [];
  const rows = others.map((other) => relationRow(other, other.source === relation.source ? "→" : "←",
    relationText(other), select));
  return [element("h3", {}, "Also between the two"), element("ul", { class: "rows" }, ...rows)];
}

function relationDetails(page, relation, select) {
  const events = relation.events.map((index) => page.events[index]);
  return [
    relationHeading(page, relation, select),
    facts(relation),
    chips(doubts(relation)),
    element("h3", {}, plural(events.length, "sentence")),
    markKey(events),
    element("ol", { class: "evidence" }, ...events.map(evidenceItem)),
    ...otherRelations(page, relation, select),
  ];
}

function totalWeight(relations) {
  return relations.reduce((sum, relation) => sum + relation.weight, 0);
}

/** "×2 + 1 marked": what is negated, planned or only claimed never adds to what was done. */
function groupCount(group) {
  const done = totalWeight(group.filter((relation) => !isDoubtful(relation)));
  const marked = totalWeight(group.filter(isDoubtful));
  return [done ? `×${done}` : "", marked ? `${marked} marked` : ""].filter(Boolean).join(" + ");
}

/** Rows for one side of an actor, grouped by relation, the most reported first. */
function relationGroups(page, relations, other, arrow, select) {
  const groups = new Map();
  for (const relation of relations) {
    if (!groups.has(relation.relation)) groups.set(relation.relation, []);
    groups.get(relation.relation).push(relation);
  }
  const ordered = [...groups].sort(([, a], [, b]) => totalWeight(b) - totalWeight(a));
  return ordered.flatMap(([name, group]) => [
    element("h4", { class: "group" }, plain(name), " ",
      element("span", { class: "count" }, groupCount(group))),
    element("ul", { class: "rows" }, ...group.map((relation) => {
      const label = relation.labels.length ? ` ${quoted(relation.labels)}` : "";
      return relationRow(relation, arrow, `${page.actorById.get(relation[other]).name}${label}`, select);
    })),
  ]);
}

function actorDetails(page, actor, select) {
  const acts = page.relations.filter((relation) => relation.source === actor.id);
  const undergoes = page.relations.filter((relation) => relation.target === actor.id);
  const whole = page.actorById.get(actor.part_of);
  const partOf = whole ? element("p", { class: "facts" }, "part of ", actorLink(page, whole.id, select)) : null;
  const aliases = actor.aliases.length ? `also: ${actor.aliases.join(", ")}` : "";
  return [
    element("h2", { dir: "auto" }, actor.name),
    facts(actor),
    partOf,
    element("p", { class: "facts", dir: "auto" }, aliases),
    element("h3", {}, `Acts on others · ${acts.length}`),
    ...relationGroups(page, acts, "target", "→", select),
    element("h3", {}, `Acted on by others · ${undergoes.length}`),
    ...relationGroups(page, undergoes, "source", "←", select),
  ];
}

function detailsKicker(page, selection) {
  const actor = page.actorById.get(selection.node);
  if (actor) return [plain(actor.kind), actor.country].filter(Boolean).join(" · ");
  const relation = page.relationById.get(selection.edge);
  return `${relation.event_type.toLowerCase()} · ${plain(relation.quad)}`;
}

/** Show the selection in the panel, or hide the details when nothing is selected. */
function showDetails(section, page, selection, { select, back }) {
  section.hidden = !selection;
  section.replaceChildren();
  if (!selection) return;
  const relation = page.relationById.get(selection.edge);
  const buttons = [button("link clear", () => select(null), "Clear")];
  if (back) buttons.unshift(button("link", back, "Back"));
  const body = relation
    ? relationDetails(page, relation, select)
    : actorDetails(page, page.actorById.get(selection.node), select);
  section.append(
    element("div", { class: "details-head" },
      element("p", { class: "kicker" }, detailsKicker(page, selection)),
      element("div", { class: "buttons" }, ...buttons)),
    ...body.filter((part) => part !== null),
  );
}
