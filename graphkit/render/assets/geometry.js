/* Geometry: the frame's shape, curves of parallel relations, and boxes that do not overlap. */

const LANE = 18; // map units between parallel relations, before they grow with the map

/** Stretch the layout towards the shape of its frame, so that narrow screens are used well. */
function fitToFrame(actors, frame) {
  const extent = (values) => values.reduce((most, value) => Math.max(most, value), -Infinity)
    - values.reduce((least, value) => Math.min(least, value), Infinity) || 1;
  const width = actors.length ? extent(actors.map((actor) => actor.x)) : 1;
  const height = actors.length ? extent(actors.map((actor) => actor.y)) : 1;
  const aspect = frame.clientWidth / Math.max(frame.clientHeight, 1) || 1;
  const stretch = Math.min(Math.max(Math.sqrt(aspect / (width / height)), 0.6), 1.6);
  const scale = Math.min(
    frame.clientWidth / (width * stretch + 160),
    frame.clientHeight / (height / stretch + 120),
    1,
  );
  return {
    place: ({ x, y }) => ({ x: x * stretch, y: y / stretch }),
    // What is drawn at the map's scale grows where the whole map is shown small.
    unit: Math.min(Math.max(0.8 / (scale || 1), 1), 2.2),
  };
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

const pairKey = ({ source, target }) => JSON.stringify([source, target].sort());

/** Curves for the relations that join the same two actors, in either direction. */
function fanGroup(group, places, unit) {
  const [{ source, target }] = group;
  if (source === target) return group.map((_, i) => ({ selfReference: { size: (24 + 18 * i) * unit } }));
  const from = places(source);
  const to = places(target);
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return group.map((relation, i) => {
    const lift = (i - (group.length - 1) / 2) * LANE * unit;
    if (Math.abs(lift) < 1) return { smooth: false };
    const clockwise = lift > 0 === relation.source < relation.target;
    const type = clockwise ? "curvedCW" : "curvedCCW";
    return { smooth: { enabled: true, type, roundness: roundnessFor(Math.abs(lift), length) } };
  });
}

/** A function from relation to curve, reckoned when first asked for. */
function makeCurves(graph, places, unit) {
  const groups = groupBy(graph.relations, pairKey);
  const curves = new Map();
  return (relation) => {
    if (!curves.has(relation.id)) {
      const group = groups.get(pairKey(relation));
      fanGroup(group, places, unit).forEach((curve, i) => curves.set(group[i].id, curve));
    }
    return curves.get(relation.id);
  };
}

/** A box around (x, y), turned by `angle`. */
function makeBox(x, y, width, height, angle = 0) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [w, h] = [width / 2, height / 2];
  const reachX = Math.abs(w * cos) + Math.abs(h * sin);
  const reachY = Math.abs(w * sin) + Math.abs(h * cos);
  return { x, y, w, h, cos, sin, angle, reachX, reachY };
}

/** Whether two turned boxes overlap: no side of either lies between them. */
function overlap(one, other) {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  if (Math.abs(dx) >= one.reachX + other.reachX || Math.abs(dy) >= one.reachY + other.reachY) return false;
  const cos = Math.abs(one.cos * other.cos + one.sin * other.sin);
  const sin = Math.abs(one.cos * other.sin - one.sin * other.cos);
  const apart = (a, b, alongX, alongY) => Math.abs(alongX) >= a.w + b.w * cos + b.h * sin
    || Math.abs(alongY) >= a.h + b.w * sin + b.h * cos;
  return !apart(one, other, dx * one.cos + dy * one.sin, dy * one.cos - dx * one.sin)
    && !apart(other, one, dx * other.cos + dy * other.sin, dy * other.cos - dx * other.sin);
}

/** Boxes in cells, so that a new one is compared with its neighbours only. */
function makeBoxGrid(cell = 80) {
  const cells = new Map();
  function* around({ x, y, reachX, reachY }) {
    for (let i = Math.floor((x - reachX) / cell); i <= Math.floor((x + reachX) / cell); i += 1) {
      for (let j = Math.floor((y - reachY) / cell); j <= Math.floor((y + reachY) / cell); j += 1) {
        yield `${i},${j}`;
      }
    }
  }
  return {
    isFree(box) {
      for (const key of around(box)) {
        if (cells.get(key)?.some((other) => overlap(box, other))) return false;
      }
      return true;
    },
    add(box) {
      for (const key of around(box)) {
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(box);
      }
    },
  };
}
