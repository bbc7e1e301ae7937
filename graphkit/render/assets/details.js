/* The details panel: a relation, an actor or a path, and what they share. */

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

function chips(relation) {
  const words = doubts(relation);
  if (!words.length) return null;
  return element("p", { class: "chips" },
    words.map((word) => element("span", { class: "chip", dir: "auto" }, word)));
}

function actorLink(graph, id, select) {
  const link = button("link", () => select({ node: id }), graph.actorById.get(id).name);
  link.dir = "auto";
  return link;
}

function detailsKicker(selection, graph) {
  if (selection.path) return "path";
  const actor = graph.actorById.get(selection.node);
  if (actor) return [plain(actor.kind), actor.country].filter(Boolean).join(" · ");
  const relation = graph.relationById.get(selection.edge);
  return `${relation.event_type.toLowerCase()} · ${plain(relation.quad)}`;
}

function detailsBody(selection, context) {
  const { graph } = context;
  if (selection.path) return pathDetails(selection.path, context);
  if (selection.edge) return relationDetails(graph.relationById.get(selection.edge), context);
  return actorDetails(graph.actorById.get(selection.node), context);
}

/** Show the selection in the panel, or say what to do when nothing is selected. */
function showDetails(section, selection, context, back) {
  if (!selection) {
    section.replaceChildren(element("p", { class: "hint" },
      "Choose an actor or a relation, on the map or in the table, to see its evidence."));
    return;
  }
  const buttons = [button("link clear", () => context.select(null), "Clear")];
  if (back) buttons.unshift(button("link", back, "Back"));
  section.replaceChildren(
    element("div", { class: "details-head" },
      element("p", { class: "kicker" }, detailsKicker(selection, context.graph)),
      element("div", { class: "buttons" }, ...buttons)),
    ...detailsBody(selection, context).filter((part) => part !== null),
  );
}

/** What a screen reader says when the selection changes. */
function announcement(selection, graph) {
  if (!selection) return "";
  const name = (id) => graph.actorById.get(id).name;
  if (selection.path) return `Path from ${selection.path.map(name).join(" to ")}`;
  const relation = graph.relationById.get(selection.edge);
  if (!relation) return `Details of ${name(selection.node)}`;
  const doubt = doubts(relation).map((words) => `, ${words}`).join("");
  const labels = relation.labels.length ? ` ${quoted(relation.labels)}` : "";
  return `Details of: ${name(relation.source)} ${plain(relation.relation)} ${name(relation.target)}${labels}${doubt}`;
}
