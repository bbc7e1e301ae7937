/* What the filters and the selection make of the graph: what is shown, bright or labelled. */

/** Actors and relations reached from `start` in at most `depth` steps, in either direction. */
function reachedFrom(start, depth, relations) {
  const reached = new Set([start]);
  for (let step = 0; step < depth; step += 1) {
    const next = relations.filter(({ source, target }) => reached.has(source) || reached.has(target));
    for (const { source, target } of next) reached.add(source).add(target);
  }
  return reached;
}

/** How many of the strongest actors are shown at first: all, unless nobody could tell them apart. */
function actorsAtFirst({ actors, relations, ranked }) {
  if (actors.length <= MOST_AT_FIRST && relations.length <= MOST_RELATIONS_AT_FIRST) return Infinity;
  const ranks = new Map(ranked.map(({ id }, rank) => [id, rank]));
  const coming = new Array(ranked.length).fill(0); // relations, with the weaker of their two actors
  for (const { source, target } of relations) coming[Math.max(ranks.get(source), ranks.get(target))] += 1;
  let count = 0;
  for (let shown = 0; count < STRONGEST_AT_FIRST; count += 1) {
    shown += coming[count];
    if (shown > STRONGEST_RELATIONS_AT_FIRST) break;
  }
  return Math.max(count, 2);
}

/** Whatever narrows the view, in its opening state. */
function makeNarrowing(graph) {
  return {
    filters: makeFilters(),
    from: "",
    to: "",
    least: 1, // reports
    strongest: actorsAtFirst(graph),
    ego: null, // { id, depth }
    hidden: new Set(),
    pinned: new Set(),
  };
}

/** The events of a relation that the dates and documents let through. */
function makeEventTest(page, { from, to, filters }) {
  const documents = filters.document;
  if (!from && !to && !isActive(documents)) return null;
  return (index) => {
    const { date, doc } = page.events[index];
    if ((from || to) && !date) return false;
    return (!from || date >= from) && (!to || date <= to) && passes(documents, [page.documents[doc].id]);
  };
}

/** A function that tells how many reports of a relation pass; 0 where it is filtered out. */
function makeRelationTest(page, graph, narrowing, only) {
  const { filters, hidden, least } = narrowing;
  const active = Object.entries(FACETS)
    .filter(([name, { values }]) => values && isActive(filters[name]))
    .map(([name, { values }]) => ({ filter: filters[name], values }));
  const passesEvent = makeEventTest(page, narrowing);
  return (relation) => {
    if (only && !(relation.behind ?? [relation.id]).some((id) => only.has(id))) return 0;
    if (hidden.has(relation.source) || hidden.has(relation.target)) return 0;
    if (!active.every(({ filter, values }) => passes(filter, values(relation, graph)))) return 0;
    const reports = passesEvent
      ? countReports(page, relation.weight, reportingEvents(page, relation.events).filter(passesEvent))
      : relation.weight;
    return reports >= least ? reports : 0;
  };
}

/** The relations that pass, each with its reports. */
function passingReports(page, graph, narrowing, only) {
  const test = makeRelationTest(page, graph, narrowing, only);
  const { strongest, pinned, ego } = narrowing;
  const strong = strongest < graph.ranked.length
    ? new Set([...graph.ranked.slice(0, strongest).map(({ id }) => id), ...pinned, ego?.id]) : null;
  const reports = new Map();
  for (const relation of graph.relations) {
    if (strong && !(strong.has(relation.source) && strong.has(relation.target))) continue;
    const count = test(relation);
    if (count) reports.set(relation, count);
  }
  return reports;
}

/** Whether an actor without any relation is shown: only where nothing but its own kind is asked. */
function makeLoneTest(graph, { filters, from, to, least, ego, hidden, strongest }) {
  const narrowed = from || to || least > 1 || ego || strongest < graph.actors.length
    || Object.entries(FACETS).some(([name, { actor }]) => !actor && isActive(filters[name]));
  return (actor) => !narrowed && !graph.connected.has(actor.id) && !hidden.has(actor.id)
    && passes(filters.kind, [actor.kind]) && passes(filters.country, [actor.country || UNKNOWN]);
}

/** The view of a page: `apply()` after the narrowing or the level has changed, then ask. */
function makeView(page, narrowing, level) {
  const near = new Set();
  let reports = new Map();
  let actors = new Set();
  let graph = page.graph(level);

  const view = {
    page,
    narrowing,
    /** Ids of the relations that the page's surroundings leave to it; null leaves all. */
    only: null,
    graph: () => graph,
    setLevel(level) {
      graph = page.graph(level);
    },
    showsRelation: (relation) => reports.has(relation),
    showsActor: (actor) => actors.has(actor.id),
    /** The reports of a relation that pass the filters: what its width shows. */
    reports: (relation) => reports.get(relation) ?? relation.weight,
    isNear: (id) => near.has(id),
    isDim: (id) => near.size > 0 && !near.has(id) && reports.size <= HUGE,
    isFocused: () => near.size > 0,
    shownRelations: () => [...reports.keys()],
    shownActors: () => graph.actors.filter(({ id }) => actors.has(id)),
    /** Events of a relation that pass the dates and documents. */
    events(relation) {
      const test = makeEventTest(page, view.narrowing);
      return test ? relation.events.filter(test) : relation.events;
    },
    apply() {
      const { ego, pinned } = view.narrowing;
      reports = passingReports(page, graph, view.narrowing, view.only);
      if (ego && graph.actorById.has(ego.id)) {
        const reached = reachedFrom(ego.id, ego.depth, view.shownRelations());
        for (const relation of view.shownRelations()) {
          if (!reached.has(relation.source) || !reached.has(relation.target)) reports.delete(relation);
        }
      }
      actors = new Set(view.shownRelations().flatMap(({ source, target }) => [source, target]));
      const isLone = makeLoneTest(graph, view.narrowing);
      for (const actor of graph.actors) if (!view.only && isLone(actor)) actors.add(actor.id);
      for (const id of [...pinned, ego?.id]) if (graph.actorById.has(id)) actors.add(id);
    },
    /** The same without its dates: what the timeline counts. */
    datelessRelations() {
      const narrowing = { ...view.narrowing, from: "", to: "" };
      return [...passingReports(page, graph, narrowing, view.only).keys()];
    },
    /** Keep these parts bright and labelled; the rest is dimmed. */
    focusOn(ids) {
      near.clear();
      for (const id of ids) near.add(id);
    },
  };
  view.apply();
  return view;
}

/** The ids of what a selection lights up: itself and what touches it. */
function litBy(selection, graph, steps) {
  if (!selection) return [];
  if (selection.path) return [...selection.path, ...steps.flatMap(({ id, source, target }) => [id, source, target])];
  const touching = graph.relations.filter(({ id, source, target }) =>
    (selection.edge ? id === selection.edge : source === selection.node || target === selection.node));
  return [selection.edge ?? selection.node, ...touching.flatMap(({ id, source, target }) => [id, source, target])];
}

/** "8 of 12 actors · 20 relations · 9 documents" */
function countsText(view) {
  const { actors, relations } = view.graph();
  const of = (shown, all) => (shown === all ? "" : `${numberText(shown)} of `);
  const shownActors = of(view.shownActors().length, actors.length);
  const shownRelations = of(view.shownRelations().length, relations.length);
  return [
    `${shownActors}${plural(actors.length, "actor")}`,
    `${shownRelations}${plural(relations.length, "relation")}`,
    plural(view.page.documents.length, "document"),
  ].join(" · ");
}
