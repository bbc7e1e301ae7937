/* The page: holds the selection and the narrowing, and joins the parts. */

const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");

const MOST_IN_SIGHT = 24;

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The actors that one wants to see with a selection: an actor's nearest, if they are not many. */
function wantedInSight({ view, selection, steps }) {
  if (!selection) return [];
  const ends = (relations) => relations.flatMap(({ source, target }) => [source, target]);
  if (selection.path) return [...selection.path, ...ends(steps)];
  if (selection.edge) return ends([view.graph().relationById.get(selection.edge)]);
  const around = unique(ends(view.shownRelations().filter(({ source, target }) =>
    source === selection.node || target === selection.node)));
  return around.length > 0 && around.length <= MOST_IN_SIGHT ? around : [selection.node];
}

/** Bring the selection into the free part of the map, above the sheet on narrow screens. */
function bringIntoView(app) {
  const { map: { network } } = app;
  const [frame, panel] = [byId("map"), byId("panel")];
  const ids = wantedInSight(app);
  const places = ids.map((id) => network.body.nodes[id]).filter(Boolean);
  if (!places.length || !frame.clientWidth) return; // or the table is in front
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
    scale: Math.min(Math.max(network.getScale(), 0.6), roomX, roomY),
    offset: { x: 0, y: -covered / 2 },
    animation: CALM.matches ? false : { duration: 300, easingFunction: "easeInOutQuad" },
  });
}

/** The selection if the graph on show has it, else nothing. */
function known(wanted, graph) {
  if (wanted?.path) return wanted.path.every((id) => graph.actorById.has(id)) ? wanted : null;
  return wanted && (graph.relationById.has(wanted.edge) || graph.actorById.has(wanted.node)) ? wanted : null;
}

/** Select a relation ({edge}), an actor ({node}), a path ({path: [from, to]}) or nothing (null). */
function select(app, wanted, { move = true } = {}) {
  const { past, view } = app;
  const next = known(wanted, view.graph());
  if (!next) past.length = 0;
  else if (app.selection && !isSame(app.selection, next)) past.push(app.selection);
  app.selection = next;
  if (next?.node && !view.showsActor({ id: next.node })) bringBack(app, next.node);
  showSelection(app);
  if (next || app.tabs.front() === "details") app.tabs.show(next ? "details" : "legend");
  app.sheet.toggle(Boolean(next));
  if (move) bringIntoView(app);
}

/** An actor that one asks for is shown, whatever is filtered. */
function bringBack({ view, narrow }, id) {
  const [hidden, pinned] = [new Set(view.narrowing.hidden), new Set(view.narrowing.pinned)];
  hidden.delete(id);
  narrow({ hidden, pinned: pinned.add(id) });
}

function goBack(app) {
  app.selection = null;
  select(app, app.past.pop());
}

/** Bring map, table, panel and screen reader into line with the selection. */
function showSelection(app) {
  const { view, map, table, selection } = app;
  const panel = byId("panel");
  const focusInPanel = byId("details").contains(document.activeElement);
  app.steps = selection?.path ? findPath(view, selection.path)?.steps ?? [] : [];
  view.focusOn(litBy(selection, view.graph(), app.steps));
  map.refresh();
  map.select(selection ?? {});
  table.mark(selection?.edge);
  showDetails(byId("details"), selection, app.context(), app.past.length ? () => goBack(app) : null);
  panel.scrollTop = 0;
  if (focusInPanel) focusAfter(selection);
  byId("announcement").textContent = announcement(selection, view.graph());
  tellChange(app);
}

/** The control that had the focus may be gone: hand the focus to what took its place. */
function focusAfter(selection) {
  if (selection) byId("details").focus();
  else byId(NARROW.matches ? "open-panel" : "tab-legend").focus();
}

/** Tell the address, and who listens around the page, that selection or filters are other ones. */
function tellChange(app) {
  app.writeAddress();
  window.dispatchEvent(new Event("graphkit-change"));
}

/** Bring everything into line with what narrows the view. */
function showFiltered(app) {
  app.view.apply();
  app.map.refresh();
  showAround(app);
}

/** Bring all but the map into line with the view. */
function showAround(app) {
  const { page, view, map, table, selection } = app;
  table.show(view.shownRelations(), app.mode === "table");
  table.mark(selection?.edge);
  app.drawLegend();
  app.drawTimeline();
  showRestrictions(byId("restrictions"), view, app.bins, app);
  byId("counts").textContent = countsText(view);
  byId("nothing").hidden = view.shownActors().length > 0;
  byId("nothing").textContent = page.actors.length
    ? "No actor passes the filters." : "No events were found, so there is nothing to draw.";
  if (app.tabs.front() === "camps") showCamps(byId("camps"), view, map.theme(), app.select);
  if (selection) showSelection(app);
  else tellChange(app);
}

/** Map or table in front. */
function showMode(app, mode) {
  app.mode = mode;
  byId("map-view").hidden = mode === "table";
  byId("table-view").hidden = mode !== "table";
  byId("show-map").setAttribute("aria-pressed", String(mode !== "table"));
  byId("show-table").setAttribute("aria-pressed", String(mode === "table"));
  if (mode === "table") app.table.show(app.view.shownRelations(), true);
  else app.map.network.redraw();
  app.table.mark(app.selection?.edge);
  app.writeAddress();
}

/** Go from actor to actor, the strongest first. */
function walk(app, step) {
  const shown = app.view.graph().ranked.filter((actor) => app.view.showsActor(actor));
  if (!shown.length) return;
  const at = shown.findIndex(({ id }) => id === app.selection?.node);
  const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : (at + step + shown.length) % shown.length;
  app.select({ node: shown[next].id });
}

function setLevel(app, level) {
  const { view } = app;
  view.setLevel(level);
  app.selection = known(app.selection, view.graph());
  app.past.length = 0;
  view.focusOn(litBy(app.selection, view.graph(), []));
  showFiltered(app);
  if (!app.selection) showSelection(app);
}

/** Show what an address asks for. */
function follow(app, wanted) {
  app.view.narrowing = wanted.narrowing;
  app.view.setLevel(wanted.level);
  app.selection = null;
  app.view.focusOn([]);
  showFiltered(app);
  showWanted(app, wanted);
}

function showWanted(app, { mode, selection }) {
  if ((mode === "table") !== (app.mode === "table")) showMode(app, mode === "table" ? "table" : "map");
  app.map.fit();
  if (selection || app.tabs.front() === "details") app.select(selection);
  if (mode === "camps") app.tabs.show("camps");
}

/** Everything that the page's functions share, opened with what the address asks for. */
function makeApp(page, { narrowing, level }) {
  const view = makeView(page, narrowing, level);
  const bins = makeBins(page.dates);
  const app = { page, view, bins, past: [], selection: null, steps: [], mode: "map", writeAddress() {} };
  app.select = (wanted, options) => select(app, wanted, options);
  app.narrow = (change) => {
    Object.assign(view.narrowing, change);
    showFiltered(app);
    if ("ego" in change) app.map.fit();
  };
  app.reset = () => app.narrow(makeNarrowing(page.graph("actors")));
  app.setLevel = (level) => setLevel(app, level);
  app.context = () => ({ page, view, bins, graph: view.graph(), select: app.select, narrow: app.narrow });
  app.sheet = makeSheet(byId("panel"), byId("open-panel"));
  app.drawLegend = fillLegend(byId("legend"), app);
  app.drawTimeline = startTimeline(byId("timeline"), app);
  showRestrictions(byId("restrictions"), view, bins, app);
  // After what stands around it, for vis-network changes the scale when its frame changes.
  app.map = drawMap(byId("map"), page, view);
  app.table = makeTable(byId("table-view"), view, app.select);
  app.tabs = startTabs((front) => {
    app.map.showCamps(front === "camps");
    if (front === "camps") showCamps(byId("camps"), view, app.map.theme(), app.select);
    app.map.network.redraw();
  });
  return app;
}

function startMap(app) {
  const { network } = app.map;
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("zoom-fit").addEventListener("click", () => app.map.fit());
  network.on("click", ({ nodes, edges }) => {
    const [node] = nodes;
    const [edge] = edges;
    app.select(node ? { node } : edge ? { edge } : null, { move: NARROW.matches });
  });
}

function startPanel(app) {
  const { sheet } = app;
  byId("open-panel").addEventListener("click", () => sheet.toggle(!sheet.isOpen()));
  byId("close-panel").addEventListener("click", () => {
    app.select(null);
    sheet.toggle(false);
  });
  byId("show-map").addEventListener("click", () => {
    showMode(app, "map");
    bringIntoView(app);
  });
  byId("show-table").addEventListener("click", () => showMode(app, "table"));
  const search = { input: byId("search"), list: byId("suggestions"), note: byId("search-note") };
  startSearch(search, app.view.graph, ({ id }) => app.select({ node: id }));
}

function startExports(app) {
  const downloads = makeDownloads({ map: app.map, view: app.view, table: app.table, frame: byId("map") });
  for (const [suffix, save] of Object.entries(downloads)) byId(`save-${suffix}`).addEventListener("click", save);
  byId("print").addEventListener("click", () => window.print());
  byId("copy-link").addEventListener("click", async () => {
    const copied = await copyText(window.location.href);
    byId("announcement").textContent = copied ? "Link copied" : "The browser refused to copy";
  });
  startMenu(byId("export"));
}

function startShortcuts(app) {
  const { network } = app.map;
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  const clear = () => {
    if (app.selection) app.select(null);
    else app.sheet.toggle(false);
  };
  fillHelp(byId("help"), byId("open-help"));
  startKeys({
    "/": () => byId("search").focus(),
    n: () => walk(app, 1),
    p: () => walk(app, -1),
    m: () => showMode(app, "map"),
    t: () => showMode(app, "table"),
    c: () => app.tabs.show(app.tabs.front() === "camps" ? "legend" : "camps"),
    l: () => app.tabs.show("legend"),
    f: () => app.map.fit(),
    "+": () => zoom(1.3),
    "-": () => zoom(1 / 1.3),
    " ": () => byId("timeline").querySelector(".play")?.click(),
    "?": () => byId("help").showModal(),
    Escape: clear,
  });
}

function startPage() {
  let app = null;
  startScheme(byId("scheme"), () => app.map.changeTheme());
  const page = readPage();
  const wanted = readAddress(window.location.hash, page);
  app = makeApp(page, wanted);
  startMap(app);
  startPanel(app);
  startExports(app);
  startShortcuts(app);
  showAround(app);
  showWanted(app, wanted);
  const address = () => writeAddress(app);
  const followAddress = (text) => follow(app, readAddress(text, page));
  app.writeAddress = startAddress(address, followAddress);

  /* For scripts, widgets and tests: graphkit.select({edge: id} | {node: id} | {path: [id, id]} | null)
     shows that selection as a click would, graphkit.selection() tells it; graphkit.show(ids | null)
     leaves only these relations to the filters, graphkit.shown() tells what passes them;
     graphkit.address() is the state of the page as in a deep link, graphkit.follow(address) brings it
     about; the event "graphkit-change" on the window tells that any of it is another.
     graphkit.network is the vis.Network, graphkit.labels() what is written on the map,
     graphkit.data the page's data. */
  window.graphkit = {
    select: app.select,
    selection: () => app.selection,
    show(ids) {
      app.view.only = ids && new Set(ids);
      showFiltered(app);
    },
    address,
    follow: followAddress,
    shown: () => ({ actors: app.view.shownActors(), relations: app.view.shownRelations() }),
    network: app.map.network,
    labels: () => app.map.labels(),
    data: app.page,
  };
}

startPage();
