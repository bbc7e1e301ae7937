/* Icons: small drawings of what the map draws, and bars of time. */

const SHAPE_OUTLINES = {
  hexagon: [[4.5, 0], [2.25, 3.9], [-2.25, 3.9], [-4.5, 0], [-2.25, -3.9], [2.25, -3.9]],
  square: [[-4, -4], [4, -4], [4, 4], [-4, 4]],
  diamond: [[0, -5.5], [5.5, 0], [0, 5.5], [-5.5, 0]],
  triangle: [[0, -5], [5.2, 4], [-5.2, 4]],
  triangleDown: [[0, 5], [5.2, -4], [-5.2, -4]],
  star: [[0, -6], [1.5, -2], [5.7, -1.8], [2.4, 0.8], [3.5, 4.9], [0, 2.5], [-3.5, 4.9], [-2.4, 0.8],
    [-5.7, -1.8], [-1.5, -2]],
};

function drawing(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function icon(...shapes) {
  return drawing("svg", { class: "icon", viewBox: "0 0 24 16", "aria-hidden": "true" }, ...shapes);
}

/** The points of a shape around (x, y), `size` being its radius. */
function outlineAround(shape, x, y, size) {
  return SHAPE_OUTLINES[shape].map(([dx, dy]) => `${round(x + (dx * size) / 5)},${round(y + (dy * size) / 5)}`).join(" ");
}

function round(value) {
  return Math.round(value * 10) / 10;
}

function actorIcon(kind) {
  const [shape, filled] = NODE_SHAPES[kind];
  const fill = filled ? `var(--fill-${kind})` : "none";
  const paint = { style: `fill: ${fill}; stroke: var(--line-${kind})`, "stroke-width": filled ? 1 : 2 };
  if (shape === "dot") return icon(drawing("circle", { cx: 12, cy: 8, r: 4.75, ...paint }));
  return icon(drawing("polygon", { points: outlineAround(shape, 12, 8, 5), ...paint }));
}

/** An arrow as the map draws it: an open head for words, a full one for deeds, a bar for conflict. */
function relationIcon(tone) {
  const colour = `var(--line-${tone})`;
  const stroke = { style: `stroke: ${colour}; fill: none`, "stroke-width": 2.25 };
  const line = drawing("line", { x1: 2, y1: 8, x2: isVerbal(tone) ? 21 : 17, y2: 8, ...stroke });
  const head = isVerbal(tone)
    ? drawing("polyline", { points: "16,3.5 22,8 16,12.5", ...stroke })
    : drawing("polygon", { points: "23,8 15,3.5 15,12.5", style: `fill: ${colour}` });
  const bar = drawing("line", { x1: 2, y1: 3, x2: 2, y2: 13, ...stroke });
  return isConflict(tone) ? icon(line, head, bar) : icon(line, head);
}

function signIcon(sign) {
  return element("span", { class: "sign", "aria-hidden": "true" }, sign);
}

/** Small bars of events over time, on the scale of the whole timeline; nothing without dates. */
function timeBars(dates, bins) {
  const counts = bins.count(dates);
  const most = Math.max(...counts, 0);
  if (!most || counts.length < 2) return null;
  const bars = counts.map((count, i) => (count
    ? drawing("rect", { x: i, y: 10 - (9 * count) / most - 1, width: 0.8, height: (9 * count) / most + 1 }) : ""));
  const svg = drawing("svg", {
    class: "time-bars", viewBox: `0 0 ${counts.length} 10`, preserveAspectRatio: "none", role: "img",
    "aria-label": `${plural(dates.filter(Boolean).length, "event")}, ${dateRange(...ends(dates))}`,
  }, ...bars.filter(Boolean));
  return svg;
}

function ends(dates) {
  const known = dates.filter(Boolean).sort();
  return [known[0] ?? "", known.at(-1) ?? ""];
}
