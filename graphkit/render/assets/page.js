/* The page: reads the data, holds the selection and the filters, and joins the parts. */

const byId = (id) => document.getElementById(id);
const NARROW = window.matchMedia("(max-width: 60rem)");
const DARK = window.matchMedia("(prefers-color-scheme: dark)");
const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");

/** The data block, with look-up tables added. */
function readPage() {
  const page = JSON.parse(byId("data").textContent);
  page.actorById = new Map(page.actors.map((actor) => [actor.id, actor]));
  page.relationById = new Map(page.relations.map((relation) => [relation.id, relation]));
  return page;
}

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
    labelSizes: new Map(),
    showsRelation: (relation) => !filters.quad.has(relation.quad)
      && !filters.status.has(relation.status)
      && !filters.claimed.has(String(relation.claimed))
      && passesKind(relation.source) && passesKind(relation.target),
    showsActor: (actor) => passesKind(actor.id)
      && (reached.has(actor.id) || !connected.has(actor.id)),
    isDim: (id) => near.size > 0 && !near.has(id),
    shownRelations: () => page.relations.filter(view.showsRelation),
    shownActors: () => page.actors.filter(view.showsActor),
    applyFilters() {
      const shown = view.shownRelations();
      reached = new Set(shown.flatMap(({ source, target }) => [source, target]));
    },
    /** Keep the selection and what touches it bright; the rest is dimmed on maps that are not large. */
    focusOn(selection) {
      near.clear();
      if (!selection || page.relations.length > LARGE) return;
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

/** The bottom sheet of narrow screens; on wide ones the panel is always there. */
function makeSheet(panel, opener) {
  return {
    isOpen: () => panel.classList.contains("open"),
    toggle(open) {
      panel.classList.toggle("open", open);
      opener.setAttribute("aria-expanded", String(open));
    },
  };
}

/** Bring the selection into the free part of the map, above the sheet on narrow screens. */
function bringIntoView(network, selection, page) {
  const relation = page.relationById.get(selection.edge);
  const ends = relation ? [relation.source, relation.target] : [selection.node];
  const places = Object.values(network.getPositions(ends));
  const middle = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  const offset = NARROW.matches ? { x: 0, y: -0.26 * window.innerHeight } : { x: 0, y: 0 };
  const animation = CALM.matches ? false : { duration: 300, easingFunction: "easeInOutQuad" };
  network.moveTo({
    position: { x: middle("x"), y: middle("y") },
    scale: Math.max(network.getScale(), 0.75),
    offset,
    animation,
  });
}

function startViewSwitch(onMap) {
  function show(table) {
    byId("map-view").hidden = table;
    byId("table-view").hidden = !table;
    byId("show-map").setAttribute("aria-pressed", String(!table));
    byId("show-table").setAttribute("aria-pressed", String(table));
    if (!table) onMap();
  }
  byId("show-map").addEventListener("click", () => show(false));
  byId("show-table").addEventListener("click", () => show(true));
}

function startZoom(network) {
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("zoom-fit").addEventListener("click", () => network.fit({ maxZoomLevel: 1.4 }));
}

function startPage() {
  const page = readPage();
  const view = makeView(page);
  const panel = byId("panel");
  const details = byId("details");
  const sheet = makeSheet(panel, byId("open-panel"));
  const map = drawMap(byId("map"), page, view);
  const table = makeTable(byId("table-view"), page, (wanted) => select(wanted));
  const past = [];
  let selection = null;

  function isKnown(wanted) {
    return page.relationById.has(wanted.edge) || page.actorById.has(wanted.node);
  }

  function back() {
    selection = null;
    select(past.pop());
  }

  /** Select a relation ({edge: id}), an actor ({node: id}) or nothing (null). */
  function select(wanted, { move = true } = {}) {
    const next = wanted && isKnown(wanted) ? wanted : null;
    if (!next) past.length = 0;
    else if (selection) past.push(selection);
    selection = next;
    view.focusOn(selection);
    map.refresh();
    map.network.setSelection({
      nodes: selection?.node ? [selection.node] : [],
      edges: selection?.edge ? [selection.edge] : [],
    }, { highlightEdges: false });
    table.mark(selection?.edge);
    showDetails(details, page, selection, { select, back: past.length ? back : null });
    panel.scrollTop = 0;
    sheet.toggle(Boolean(selection));
    if (selection && move) bringIntoView(map.network, selection, page);
    if (selection && panel.contains(document.activeElement)) details.focus();
  }

  function refreshFilters() {
    view.applyFilters();
    map.refresh();
    table.show(view.shownRelations());
    table.mark(selection?.edge);
    byId("counts").textContent = countsText(view);
    byId("nothing").hidden = view.shownActors().length > 0;
  }

  map.network.on("click", ({ nodes, edges }) => {
    if (nodes.length) select({ node: nodes[0] }, { move: NARROW.matches });
    else select(edges.length ? { edge: edges[0] } : null, { move: NARROW.matches });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (selection) select(null);
    else sheet.toggle(false);
  });
  byId("open-panel").addEventListener("click", () => sheet.toggle(!sheet.isOpen()));
  byId("close-panel").addEventListener("click", () => {
    select(null);
    byId("open-panel").focus();
  });
  DARK.addEventListener("change", () => map.changeTheme());
  fillLegend(byId("legend"), page, view.filters, refreshFilters);
  startSearch(byId("search"), byId("suggestions"), byId("search-note"), page, select);
  startViewSwitch(() => map.network.redraw());
  startZoom(map.network);
  byId("nothing").textContent = page.actors.length
    ? "No actor passes the filters." : "No events were found, so there is nothing to draw.";
  refreshFilters();
  map.network.fit({ animation: false, maxZoomLevel: 1.4 });

  /* For scripts and tests: graphkit.select({edge: id} | {node: id} | null) shows that selection as a
     click would, graphkit.selection() tells it, graphkit.network is the vis.Network, graphkit.data
     the page's data. */
  window.graphkit = { select, selection: () => selection, network: map.network, data: page };
}

startPage();
