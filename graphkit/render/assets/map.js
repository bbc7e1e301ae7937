/* The map: vis-network draws what is decided here. Positions come with the data; physics is off. */

// Numbers of relations. On a large map edges hide while it moves and have labels at the selection
// only; on a huge one the selection dims nothing, for that takes seconds.
const LARGE = 800;
// Actors from which the map opens too far out for names drawn at its own scale.
const MANY_ACTORS = 40;
const HUGE = 8000;
const FACE = "system-ui, sans-serif";
const NAME_LEAST = 14;
const NAME_MOST = 24;
const LABEL_LINE = 15; // height in map units of one line of an edge label
const LABEL_GAP = 6;
const LABEL_LETTER = 6.2; // mean width of a letter of an edge label
const LABEL_ENDS = 70; // the part of an edge that its two actors cover
const LABEL_LIMIT = 44; // letters

const NODE_SHAPES = {
  state: ["hexagon", true],
  government: ["square", true],
  organization: ["diamond", true],
  armed_group: ["triangle", true],
  military: ["triangleDown", true],
  company: ["diamond", false],
  media: ["star", true],
  person: ["dot", true],
  population: ["dot", false],
  place: ["square", false],
  other: ["hexagon", false],
};

/** Stretch the layout towards the shape of its frame, so that narrow screens are used well. */
function fitToFrame(actors, frame) {
  const xs = actors.map((actor) => actor.x);
  const ys = actors.map((actor) => actor.y);
  const width = Math.max(...xs) - Math.min(...xs) || 1;
  const height = Math.max(...ys) - Math.min(...ys) || 1;
  const aspect = frame.clientWidth / Math.max(frame.clientHeight, 1) || 1;
  const stretch = Math.min(Math.max(Math.sqrt(aspect / (width / height)), 0.6), 1.6);
  const places = new Map(actors.map((a) => [a.id, { x: a.x * stretch, y: a.y / stretch }]));
  const scale = Math.min(
    frame.clientWidth / (width * stretch + 160),
    frame.clientHeight / (height / stretch + 120),
    1,
  );
  return { places, scale: scale || 1 };
}

/** The roundness that lifts the middle of vis-network's "curvedCW" edge by a given distance. */
function roundnessFor(lift, length) {
  const middle = (r) => 0.5 * (0.5 + 0.5 * r) * Math.sin((r * Math.PI) / 2) * length;
  let low = 0;
  let high = 0.95;
  for (let step = 0; step < 14; step += 1) {
    const r = (low + high) / 2;
    if (middle(r) < lift) low = r;
    else high = r;
  }
  return high;
}

/** Group the relations that join the same two actors, in either direction. */
function parallelGroups(relations) {
  const groups = new Map();
  for (const relation of relations) {
    const key = JSON.stringify([relation.source, relation.target].sort());
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(relation);
  }
  return groups.values();
}

/** Labels and curves for one group of parallel edges, fanned apart by the height of the labels. */
function fanGroup(group, places, curves) {
  const { source, target } = group[0];
  const heights = group.map((r) => (doubts(r).length ? 2 : 1) * LABEL_LINE + LABEL_GAP);
  if (source === target) {
    group.forEach((r, i) => curves.set(r.id, {
      label: edgeLabel(r, LABEL_LIMIT),
      selfReference: { size: 24 + 18 * i },
    }));
    return;
  }
  const from = places.get(source);
  const to = places.get(target);
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const limit = Math.min(Math.max(Math.floor((length - LABEL_ENDS) / LABEL_LETTER), 10), LABEL_LIMIT);
  let edge = -heights.reduce((sum, height) => sum + height, 0) / 2;
  group.forEach((relation, i) => {
    const lift = edge + heights[i] / 2;
    edge += heights[i];
    const clockwise = lift > 0 === relation.source < relation.target;
    const straight = Math.abs(lift) < 1;
    const type = clockwise ? "curvedCW" : "curvedCCW";
    const roundness = roundnessFor(Math.abs(lift), length);
    curves.set(relation.id, {
      label: edgeLabel(relation, limit),
      smooth: straight ? false : { enabled: true, type, roundness },
    });
  });
}

function fanEdges(relations, places) {
  const curves = new Map();
  for (const group of parallelGroups(relations)) fanGroup(group, places, curves);
  return curves;
}

/** The weight of the relations at each actor: what its size shows. */
function actorStrengths(page) {
  const strengths = new Map(page.actors.map((actor) => [actor.id, 0]));
  for (const { source, target, weight } of page.relations) {
    strengths.set(source, strengths.get(source) + weight);
    strengths.set(target, strengths.get(target) + weight);
  }
  return strengths;
}

/** Appearance of an actor that depends on the scheme and on the selection. */
function actorLook(actor, theme, view) {
  const [shape, filled] = NODE_SHAPES[actor.kind];
  const line = theme.line[actor.kind];
  const fill = filled ? theme.fill[actor.kind] : theme.paper;
  const chosen = { background: fill, border: theme.ink };
  const dim = view.isDim(actor.id);
  return {
    shape,
    opacity: dim ? 0.25 : 1,
    borderWidth: filled ? 1 : 3,
    color: {
      background: fill,
      border: line,
      highlight: chosen,
      hover: chosen,
    },
    font: {
      color: dim ? withAlpha(theme.ink, 0.3) : theme.ink,
      strokeColor: theme.paper,
      strokeWidth: dim ? 0 : 4,
    },
    hidden: !view.showsActor(actor),
  };
}

/** Appearance of a relation: colour by quad class, lighter where it is not a plain fact. */
function relationLook(relation, label, theme, view) {
  const colour = theme.line[relationTone(relation)];
  const dim = view.isDim(relation.id);
  const doubtful = isDoubtful(relation);
  return {
    color: {
      color: withAlpha(colour, dim ? 0.12 : doubtful ? 0.45 : 0.95),
      highlight: withAlpha(colour, doubtful ? 0.7 : 1),
      hover: withAlpha(colour, doubtful ? 0.7 : 1),
      inherit: false,
    },
    font: {
      color: dim ? withAlpha(theme.ink, 0) : doubtful ? theme.muted : theme.ink,
      strokeColor: theme.paper,
      strokeWidth: dim ? 0 : 4,
    },
    label: view.isLabelled(relation) ? label : "",
    hidden: !view.showsRelation(relation),
  };
}

/** What an actor keeps: its place, size and, unless names are painted apart, its name. */
function drawnActor(actor, place, radius, nameSize) {
  return {
    id: actor.id,
    label: nameSize ? shorten(actor.name, 60) : undefined,
    font: { size: nameSize },
    x: place.x,
    y: place.y,
    size: radius,
    widthConstraint: { maximum: 160 },
  };
}

function drawnRelation(relation, curve) {
  const width = Math.min(1.25 + Math.log2(Math.max(relation.weight, 1)) * 1.1, 8);
  return {
    id: relation.id,
    from: relation.source,
    to: relation.target,
    width,
    smooth: curve.smooth,
    selfReference: curve.selfReference,
  };
}

function drawingOptions(large) {
  return {
    physics: false,
    layout: { improvedLayout: false },
    interaction: {
      hover: !large,
      hideEdgesOnDrag: large,
      hideEdgesOnZoom: large,
      keyboard: { enabled: true, bindToWindow: false },
    },
    nodes: { font: { face: FACE }, scaling: { label: { drawThreshold: 7, maxVisible: 22 } } },
    edges: {
      arrows: { to: { enabled: true, scaleFactor: 0.55 } },
      arrowStrikethrough: false,
      hoverWidth: 0.5,
      selectionWidth: 1.5,
      smooth: false,
      font: { size: 12, align: "middle", face: FACE },
      scaling: { label: { drawThreshold: 9, maxVisible: 18 } },
    },
  };
}

/** Names grow a little where a small screen shows the whole map at a small scale. */
function nameSizeFor(scale) {
  return Math.min(Math.max(NAME_LEAST, 12.5 / scale), NAME_MOST);
}

/** Each actor's radius in map units: its area grows with the weight of its relations. */
function actorRadii(strengths) {
  const strongest = Math.max(1, ...strengths.values());
  const radius = (strength) => 9 + 17 * Math.sqrt(strength / strongest);
  return new Map([...strengths].map(([id, strength]) => [id, radius(strength)]));
}

/** Data sets that are told only of the looks that changed. */
function makeUpdater(dataSet, items, look) {
  const shown = new Map();
  return () => {
    const changed = [];
    for (const item of items) {
      const appearance = look(item);
      const key = JSON.stringify(appearance);
      if (shown.get(item.id) === key) continue;
      shown.set(item.id, key);
      changed.push({ id: item.id, ...appearance });
    }
    dataSet.update(changed);
  };
}

/** Draw the page's graph in `frame`; returns what the rest of the page needs to steer it. */
function drawMap(frame, page, view) {
  const { places, scale } = fitToFrame(page.actors, frame);
  const large = page.relations.length > LARGE;
  const strengths = actorStrengths(page);
  const radii = actorRadii(strengths);
  const curves = fanEdges(page.relations, places);
  const painted = large || page.actors.length > MANY_ACTORS;
  const nameSize = painted ? 0 : nameSizeFor(scale);
  const nodes = new vis.DataSet(
    page.actors.map((a) => drawnActor(a, places.get(a.id), radii.get(a.id), nameSize)),
  );
  const edges = new vis.DataSet(page.relations.map((r) => drawnRelation(r, curves.get(r.id))));
  let theme = readTheme(page.colours);
  const updateNodes = makeUpdater(nodes, page.actors, (a) => actorLook(a, theme, view));
  const updateEdges = makeUpdater(edges, page.relations,
    (r) => relationLook(r, curves.get(r.id).label, theme, view));
  const refresh = () => {
    updateNodes();
    updateEdges();
  };
  refresh();
  const network = new vis.Network(frame, { nodes, edges }, drawingOptions(large));
  if (painted) paintNamesOn(network, page, { strengths, radii, view, theme: () => theme });
  describeCanvas(frame);
  return {
    network,
    refresh,
    changeTheme() {
      theme = readTheme(page.colours);
      refresh();
    },
  };
}

function paintNamesOn(network, page, { strengths, radii, view, theme }) {
  const order = [...page.actors].sort((a, b) => strengths.get(b.id) - strengths.get(a.id));
  const paint = makeNamePainter(network, order, radii, view);
  network.on("afterDrawing", (context) => paint(context, theme()));
}

function describeCanvas(frame) {
  const canvas = frame.querySelector("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "Map of actors and relations; the table view holds the same.");
}
