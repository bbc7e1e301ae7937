/* The map: vis-network draws what is decided here. Positions come with the data; physics is off. */

const LARGE = 800; // edges; beyond, edges hide while the map moves and selection dims nothing
const LANDMARKS = 24; // actors whose names stay readable when the whole of a large map is shown
const LABEL_SIZE = 14;
const LABEL_LINE = 15; // height in map units of one line of an edge label
const LABEL_GAP = 6;

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

/** Shapes for one group of parallel edges, fanned apart by the height of their labels. */
function fanGroup(group, places, curves) {
  const heights = group.map((r) => edgeLabel(r).split("\n").length * LABEL_LINE + LABEL_GAP);
  const { source, target } = group[0];
  if (source === target) {
    group.forEach((r, i) => curves.set(r.id, { selfReference: { size: 24 + 14 * i } }));
    return;
  }
  const from = places.get(source);
  const to = places.get(target);
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  let edge = -heights.reduce((sum, height) => sum + height, 0) / 2;
  group.forEach((relation, i) => {
    const lift = edge + heights[i] / 2;
    edge += heights[i];
    const clockwise = lift > 0 === relation.source < relation.target;
    const straight = Math.abs(lift) < 1;
    const type = clockwise ? "curvedCW" : "curvedCCW";
    const roundness = roundnessFor(Math.abs(lift), length);
    curves.set(relation.id, { smooth: straight ? false : { enabled: true, type, roundness } });
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
      size: view.labelSizes.get(actor.id),
    },
    hidden: !view.showsActor(actor),
  };
}

/** Appearance of a relation: colour by quad class, lighter where it is not a plain fact. */
function relationLook(relation, theme, view) {
  const colour = theme.line[relationTone(relation)];
  const dim = view.isDim(relation.id);
  const doubtful = isDoubtful(relation);
  return {
    color: {
      color: withAlpha(colour, dim ? 0.12 : doubtful ? 0.45 : 0.95),
      highlight: colour,
      hover: colour,
      inherit: false,
    },
    font: {
      color: dim ? withAlpha(theme.ink, 0) : doubtful ? theme.muted : theme.ink,
      strokeColor: theme.paper,
      strokeWidth: dim ? 0 : 4,
    },
    hidden: !view.showsRelation(relation),
  };
}

function drawnActor(actor, place, strength, strongest) {
  return {
    id: actor.id,
    label: shorten(actor.name, 60),
    x: place.x,
    y: place.y,
    size: 9 + 17 * Math.sqrt(strength / Math.max(strongest, 1)),
    widthConstraint: { maximum: 160 },
  };
}

function drawnRelation(relation, curve) {
  const width = Math.min(1.25 + Math.log2(Math.max(relation.weight, 1)) * 1.1, 8);
  return {
    id: relation.id,
    from: relation.source,
    to: relation.target,
    label: edgeLabel(relation),
    width,
    ...curve,
  };
}

function drawingOptions(relationCount) {
  const large = relationCount > LARGE;
  return {
    physics: false,
    layout: { improvedLayout: false },
    interaction: {
      hover: !large,
      hideEdgesOnDrag: large,
      hideEdgesOnZoom: large,
      keyboard: { enabled: true, bindToWindow: false },
    },
    nodes: { scaling: { label: { drawThreshold: 7, maxVisible: 22 } } },
    edges: {
      arrows: { to: { enabled: true, scaleFactor: 0.55 } },
      arrowStrikethrough: false,
      hoverWidth: 0.5,
      selectionWidth: 1.5,
      smooth: false,
      font: { size: 12, align: "middle", face: "system-ui, sans-serif" },
      scaling: { label: { drawThreshold: 9, maxVisible: 18 } },
    },
  };
}

/** Label sizes: on a large map the best connected actors keep names that can be read from afar. */
function labelSizes(page, strengths, scale) {
  const order = [...page.actors].sort((a, b) => strengths.get(b.id) - strengths.get(a.id));
  const far = Math.min(Math.max(LABEL_SIZE, 12 / scale), LABEL_SIZE * 12);
  return new Map(order.map((a, rank) => [a.id, rank < LANDMARKS ? far : LABEL_SIZE]));
}

/** Draw the page's graph in `frame`; returns what the rest of the page needs to steer it. */
function drawMap(frame, page, view) {
  const { places, scale } = fitToFrame(page.actors, frame);
  const strengths = actorStrengths(page);
  const strongest = Math.max(...strengths.values(), 1);
  const curves = fanEdges(page.relations, places);
  let theme = readTheme(page.colours);
  view.labelSizes = labelSizes(page, strengths, scale);
  const nodes = new vis.DataSet(page.actors.map((actor) => ({
    ...drawnActor(actor, places.get(actor.id), strengths.get(actor.id), strongest),
    ...actorLook(actor, theme, view),
  })));
  const edges = new vis.DataSet(page.relations.map((relation) => ({
    ...drawnRelation(relation, curves.get(relation.id)),
    ...relationLook(relation, theme, view),
  })));
  const options = drawingOptions(page.relations.length);
  const network = new vis.Network(frame, { nodes, edges }, options);
  const canvas = frame.querySelector("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "Map of actors and relations; the table view holds the same.");
  return {
    network,
    refresh() {
      nodes.update(page.actors.map((a) => ({ id: a.id, ...actorLook(a, theme, view) })));
      edges.update(page.relations.map((r) => ({ id: r.id, ...relationLook(r, theme, view) })));
    },
    changeTheme() {
      theme = readTheme(page.colours);
      this.refresh();
    },
  };
}
