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

function isSame(one, other) {
  return one.edge === other.edge && one.node === other.node;
}

/** What a screen reader says when the selection changes. */
function announcement(page, selection) {
  if (!selection) return "";
  const relation = page.relationById.get(selection.edge);
  if (!relation) return `Details of ${page.actorById.get(selection.node).name}`;
  const [source, target] = [relation.source, relation.target].map((id) => page.actorById.get(id).name);
  const doubt = doubts(relation).map((words) => `, ${words}`).join("");
  return `Details of: ${source} ${relationText(relation)} ${target}${doubt}`;
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
  const [frame, panel] = [byId("map"), byId("panel")];
  if (!selection || !frame.clientWidth) return; // the table is in front
  const relation = page.relationById.get(selection.edge);
  const ends = relation ? [relation.source, relation.target] : [selection.node];
  const places = Object.values(network.getPositions(ends));
  const span = (axis) => {
    const values = places.map((place) => place[axis]);
    return [Math.min(...values), Math.max(...values)];
  };
  const [[left, right], [top, bottom]] = [span("x"), span("y")];
  const covered = NARROW.matches ? Math.min(panel.offsetHeight, 0.75 * frame.clientHeight) : 0;
  const roomX = frame.clientWidth / (right - left + 160);
  const roomY = (frame.clientHeight - covered) / (bottom - top + 120);
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    scale: Math.min(Math.max(network.getScale(), 0.9), roomX, roomY),
    offset: { x: 0, y: -covered / 2 },
    animation: CALM.matches ? false : { duration: 300, easingFunction: "easeInOutQuad" },
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

/** Select a relation ({edge: id}), an actor ({node: id}) or nothing (null). */
function select(app, wanted, { move = true } = {}) {
  const { page, past } = app;
  const known = wanted && (page.relationById.has(wanted.edge) || page.actorById.has(wanted.node));
  const next = known ? wanted : null;
  if (!next) past.length = 0;
  else if (app.selection && !isSame(app.selection, next)) past.push(app.selection);
  app.selection = next;
  showSelection(app);
  if (move) bringIntoView(app.map.network, next, page);
}

function goBack(app) {
  app.selection = null;
  select(app, app.past.pop());
}

/** Bring map, table, panel and screen reader into line with the selection. */
function showSelection(app) {
  const { page, view, map, table, sheet, selection } = app;
  const panel = byId("panel");
  const focusInPanel = panel.contains(document.activeElement);
  view.focusOn(selection);
  map.refresh();
  map.network.setSelection({
    nodes: selection?.node ? [selection.node] : [],
    edges: selection?.edge ? [selection.edge] : [],
  }, { highlightEdges: false });
  table.mark(selection?.edge);
  const back = app.past.length ? () => goBack(app) : null;
  showDetails(byId("details"), page, selection, { select: app.select, back });
  panel.scrollTop = 0;
  sheet.toggle(Boolean(selection));
  if (focusInPanel) focusAfter(selection);
  byId("announcement").textContent = announcement(page, selection);
  tellChange();
}

/** The control that had the focus may be gone: hand the focus to what took its place. */
function focusAfter(selection) {
  if (selection) byId("details").focus();
  else byId(NARROW.matches ? "open-panel" : "legend").focus();
}

function showFiltered({ page, view, map, table, selection }) {
  view.applyFilters();
  map.refresh();
  table.show(view.shownRelations());
  table.mark(selection?.edge);
  byId("counts").textContent = countsText(view);
  byId("nothing").hidden = view.shownActors().length > 0;
  byId("nothing").textContent = page.actors.length
    ? "No actor passes the filters." : "No events were found, so there is nothing to draw.";
  tellChange();
}

/** Tell the page's surroundings (see bridge.js) that selection or filters are other ones. */
function tellChange() {
  window.dispatchEvent(new Event("graphkit-change"));
}

function startMapClicks({ map, select: choose }) {
  map.network.on("click", ({ nodes, edges }) => {
    const [node] = nodes;
    const [edge] = edges;
    choose(node ? { node } : edge ? { edge } : null, { move: NARROW.matches });
  });
}

function startPanel(app) {
  const { sheet } = app;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (app.selection) app.select(null);
    else sheet.toggle(false);
  });
  byId("open-panel").addEventListener("click", () => sheet.toggle(!sheet.isOpen()));
  byId("close-panel").addEventListener("click", () => app.select(null));
}

/** Everything that the page's functions share. */
function makeApp() {
  const page = readPage();
  const view = makeView(page);
  const app = { page, view, past: [], selection: null };
  app.select = (wanted, options) => select(app, wanted, options);
  app.sheet = makeSheet(byId("panel"), byId("open-panel"));
  app.map = drawMap(byId("map"), page, view);
  app.table = makeTable(byId("table-view"), page, app.select);
  return app;
}

function startPage() {
  const app = makeApp();
  const { page, view, map } = app;
  fillLegend(byId("legend"), page, view.filters, () => showFiltered(app));
  startSearch(byId("search"), byId("suggestions"), byId("search-note"), page, app.select);
  startViewSwitch(() => {
    map.network.redraw();
    bringIntoView(map.network, app.selection, page);
  });
  startZoom(map.network);
  startMapClicks(app);
  startPanel(app);
  DARK.addEventListener("change", () => map.changeTheme());
  showFiltered(app);
  map.network.fit({ animation: false, maxZoomLevel: 1.4 });

  /* For scripts, widgets and tests: graphkit.select({edge: id} | {node: id} | null) shows that
     selection as a click would, graphkit.selection() tells it; graphkit.show(ids | null) leaves only
     these relations to the filters, graphkit.shown() tells what passes; the event "graphkit-change"
     on the window tells that either is another. graphkit.network is the vis.Network, graphkit.data
     the page's data. */
  window.graphkit = {
    select: app.select,
    selection: () => app.selection,
    show(ids) {
      view.only = ids && new Set(ids);
      showFiltered(app);
    },
    shown: () => ({ actors: view.shownActors(), relations: view.shownRelations() }),
    network: map.network,
    data: page,
  };
}

startPage();
