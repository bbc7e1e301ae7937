/* Paths: the shortest way from one actor to another through the relations on show. */

/** What a step costs: one, and a little more where the relation is doubtful or little reported. */
function stepCost(relation, view) {
  return 1 + (isDoubtful(relation) ? 0.02 : 0) + 0.01 / view.reports(relation);
}

/** The steps that may be taken from each actor. */
function stepsFrom(relations, againstArrows) {
  const steps = new Map();
  const add = (from, to, relation) => {
    if (!steps.has(from)) steps.set(from, []);
    steps.get(from).push({ to, relation });
  };
  for (const relation of relations) {
    add(relation.source, relation.target, relation);
    if (againstArrows) add(relation.target, relation.source, relation);
  }
  return steps;
}

/** The relations of the cheapest way (Dijkstra), or null where there is none. */
function cheapestWay(steps, start, end, view) {
  const costs = new Map([[start, 0]]);
  const cameBy = new Map();
  const done = new Set();
  const layers = [[start]]; // actors by whole steps, so that the nearest come first
  for (let layer = 0; layer < layers.length; layer += 1) {
    const waiting = new Set(layers[layer]);
    while (waiting.size) {
      const at = [...waiting].reduce((best, id) => (costs.get(id) < costs.get(best) ? id : best));
      waiting.delete(at);
      if (done.has(at)) continue;
      done.add(at);
      if (at === end) return wayBack(cameBy, start, end);
      for (const { to, relation } of steps.get(at) ?? []) {
        const cost = costs.get(at) + stepCost(relation, view);
        if (done.has(to) || cost >= (costs.get(to) ?? Infinity)) continue;
        costs.set(to, cost);
        cameBy.set(to, { from: at, relation });
        (layers[layer + 1] ??= []).push(to);
      }
    }
  }
  return null;
}

function wayBack(cameBy, start, end) {
  const way = [];
  for (let at = end; at !== start; at = cameBy.get(at).from) way.unshift(cameBy.get(at).relation);
  return way;
}

/** The path in the direction of the arrows, else in either: { steps, directed }; null if none. */
function findPath(view, [start, end]) {
  const relations = view.shownRelations();
  for (const directed of [true, false]) {
    const steps = cheapestWay(stepsFrom(relations, !directed), start, end, view);
    if (steps) return { steps, directed };
  }
  return null;
}

function pathStep(relation, context) {
  const { page, view, select } = context;
  const events = view.events(relation).map((index) => page.events[index]);
  const more = button("link", () => select({ edge: relation.id }), `All of it: ${plural(events.length, "sentence")}`);
  return element("li", {}, ...relationHeading("h3", relation, context), chips(relation),
    element("ol", { class: "evidence" }, evidenceItem(events[0], relation, context)), more);
}

function pathDetails([start, end], context) {
  const { view, graph, select } = context;
  const path = findPath(view, [start, end]);
  const heading = element("h2", {}, actorLink(graph, start, select), " ⇢ ", actorLink(graph, end, select));
  if (!path) return [heading, element("p", { class: "hint" }, "No path: nothing on show joins the two.")];
  const way = path.directed ? "along the arrows" : "partly against the arrows";
  return [
    heading,
    element("p", { class: "facts" }, `${plural(path.steps.length, "step")}, ${way}`),
    element("ol", { class: "path" }, ...path.steps.map((relation) => pathStep(relation, context))),
  ];
}
