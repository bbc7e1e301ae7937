/* The map: vis-network draws what is decided elsewhere. Places come with the data; physics is off. */

// Relations from which the lines hide while the map moves, and from which the selection dims
// nothing, for that takes seconds.
const LARGE = 800;
const HUGE = 8000;
// A graph with more of either opens on its strongest part.
const MOST_AT_FIRST = 3000;
const MOST_RELATIONS_AT_FIRST = 12000;
const STRONGEST_AT_FIRST = 1500;
const STRONGEST_RELATIONS_AT_FIRST = 6000;
const MARGIN = 0.95; // leaves room for names
const OPENING = { animation: false, maxZoomLevel: 1.4 };

function drawingOptions(large) {
  return {
    physics: false,
    layout: { improvedLayout: false },
    interaction: {
      hover: !large,
      hideEdgesOnZoom: large,
      keyboard: { enabled: true, bindToWindow: false },
    },
    edges: {
      arrowStrikethrough: false,
      hoverWidth: 0.5,
      selectionWidth: 1.5,
      smooth: false,
    },
  };
}

/** A data set that holds what has once been shown, and is told only of what changed. */
function makeUpdater(dataSet) {
  const known = new Map();
  return (items, look, draw) => {
    const changes = [];
    const present = new Set();
    for (const item of items) {
      present.add(item.id);
      const appearance = look(item);
      if (appearance.hidden && !known.has(item.id)) continue;
      const key = appearance.hidden ? "hidden" : JSON.stringify(appearance);
      if (known.get(item.id) === key) continue;
      changes.push(known.has(item.id) ? { id: item.id, ...appearance } : { ...draw(item), ...appearance });
      known.set(item.id, key);
    }
    for (const [id, key] of known) {
      if (present.has(id) || key === "hidden") continue;
      known.set(id, "hidden");
      changes.push({ id, hidden: true });
    }
    dataSet.update(changes);
  };
}

/** Bring actors' data into line with the graph on show; a rolled-up actor keeps its place. */
function makeRefresh({ nodes, edges, view, fit, theme }) {
  const [updateNodes, updateEdges] = [makeUpdater(nodes), makeUpdater(edges)];
  const curves = new Map();
  return () => {
    const graph = view.graph();
    const strongest = graph.ranked.length ? graph.strengths.get(graph.ranked[0].id) : 1;
    const placeOf = (id) => fit.place(graph.actorById.get(id));
    if (!curves.has(graph)) curves.set(graph, makeCurves(graph, placeOf, fit.unit));
    const curveOf = curves.get(graph);
    const radius = ({ id }) => radiusOf(graph.strengths.get(id), strongest, fit.unit);
    updateNodes(graph.actors,
      (actor) => ({ ...actorLook(actor, theme(), view), size: radius(actor) }),
      (actor) => drawnActor(actor, fit.place(actor), radius(actor)));
    updateEdges(graph.relations, (relation) => relationLook(relation, theme(), view, fit.unit),
      (relation) => drawnRelation(relation, curveOf(relation)));
  };
}

function describeCanvas(frame) {
  const canvas = frame.querySelector("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "Map of actors and relations; the table view holds the same.");
  frame.querySelector(".vis-network").setAttribute("role", "application");
  frame.querySelector(".vis-network").setAttribute("aria-label",
    "Map. Arrow keys move it, plus and minus zoom, N and P go from actor to actor.");
}

/** Draw the graph in `frame`; returns what the rest of the page needs to steer it. */
function drawMap(frame, page, view) {
  const [nodes, edges] = [new vis.DataSet(), new vis.DataSet()];
  let theme = readTheme(page.colours);
  const fit = fitToFrame(page.actors, frame);
  const refresh = makeRefresh({ nodes, edges, view, fit, theme: () => theme });
  refresh();
  const isLarge = () => view.shownRelations().length > LARGE;
  let large = isLarge();
  const network = new vis.Network(frame, { nodes, edges }, drawingOptions(large));
  const painter = makeLabelPainter(network, view, frame);
  const camps = makeCampPainter(network, view, fit.unit);
  const picture = startDragging(network, frame.querySelector("canvas"), painter, isLarge);
  network.on("beforeDrawing", (context) => {
    if (!picture()) camps.paint(context, theme);
  });
  network.on("afterDrawing", (context) => {
    if (picture()) picture().paint(context);
    else painter.paint(context, theme);
  });
  describeCanvas(frame);
  const map = {
    network,
    theme: () => theme,
    labels() {
      network.redraw();
      return painter.labels();
    },
    showCamps: (on) => camps.show(on),
    fit() {
      network.fit({ ...OPENING, nodes: view.shownActors().map(({ id }) => id) });
      network.moveTo({ scale: network.getScale() * MARGIN });
    },
    refresh() {
      refresh();
      painter.renew();
      // vis-network goes through all it draws to take an option: only where one has changed.
      if (large !== isLarge()) network.setOptions({ interaction: drawingOptions(isLarge()).interaction });
      large = isLarge();
      network.redraw();
    },
    select({ node, edge } = {}) {
      network.setSelection({
        nodes: node && nodes.get(node) ? [node] : [],
        edges: edge && edges.get(edge) ? [edge] : [],
      }, { highlightEdges: false });
      painter.renew();
    },
    changeTheme() {
      theme = readTheme(page.colours);
      map.refresh();
    },
  };
  return map;
}
