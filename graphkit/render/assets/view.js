/* What the filters and the selection make of the graph: what is shown, bright or labelled. */

/** What the filters and the selection make of each actor and relation. */
function makeView(page) {
  const filters = { quad: new Set(), kind: new Set(), status: new Set(), claimed: new Set() };
  const near = new Set();
  const connected = new Set(page.relations.flatMap(({ source, target }) => [source, target]));
  let reached = connected;
  const passesKind = (id) => !filters.kind.has(page.actorById.get(id).kind);

  const view = {
    page,
    filters,
    /** Ids of the relations that the page's surroundings leave to it; null leaves all. */
    only: null,
    showsRelation: (relation) => (!view.only || view.only.has(relation.id))
      && !filters.quad.has(relation.quad)
      && !filters.status.has(relation.status)
      && !filters.claimed.has(String(relation.claimed))
      && passesKind(relation.source) && passesKind(relation.target),
    showsActor: (actor) => passesKind(actor.id)
      && (reached.has(actor.id) || !connected.has(actor.id)),
    isDim: (id) => near.size > 0 && !near.has(id) && page.relations.length <= HUGE,
    isLabelled: ({ id }) => page.relations.length <= LARGE || near.has(id),
    shownRelations: () => page.relations.filter(view.showsRelation),
    shownActors: () => page.actors.filter(view.showsActor),
    applyFilters() {
      const shown = view.shownRelations();
      reached = new Set(shown.flatMap(({ source, target }) => [source, target]));
    },
    /** Keep the selection and what touches it bright and labelled; the rest is dimmed. */
    focusOn(selection) {
      near.clear();
      if (!selection) return;
      for (const relation of page.relations) {
        const { id, source, target } = relation;
        if (![id, source, target].includes(selection.edge ?? selection.node)) continue;
        for (const part of [id, source, target]) near.add(part);
      }
      near.add(selection.edge ?? selection.node);
    },
  };
  return view;
}

/** "8 of 12 actors · 20 relations · 9 documents" */
function countsText(view) {
  const { actors, relations } = view.page;
  const of = (shown, all) => (shown === all ? "" : `${shown.toLocaleString("en")} of `);
  const shownActors = of(view.shownActors().length, actors.length);
  const shownRelations = of(view.shownRelations().length, relations.length);
  return [
    `${shownActors}${plural(actors.length, "actor")}`,
    `${shownRelations}${plural(relations.length, "relation")}`,
    plural(view.page.documents, "document"),
  ].join(" · ");
}
