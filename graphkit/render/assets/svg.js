/* The map as an SVG drawing: the same places, lines, signs and labels, sharp at any size. */

const SVG_START = '<svg xmlns="http://www.w3.org/2000/svg"';

/** The path of a line between its ends, as vis-network has drawn it. */
function svgLine(edge) {
  const { edgeType } = edge;
  if (edge.from === edge.to) {
    const [x, y, radius] = [edgeType.getPoint(0), edgeType.getPoint(0.5)]
      .reduce((one, other) => [(one.x + other.x) / 2, (one.y + other.y) / 2, Math.hypot(one.x - other.x, one.y - other.y) / 2]);
    return `M${round(x)},${round(y - radius)}a${round(radius)},${round(radius)} 0 1 1 -0.1,0`;
  }
  const [from, to, via] = [edgeType.fromPoint, edgeType.toPoint, edgeType.getViaNode()];
  const bend = via && Number.isFinite(via.x) ? `Q${round(via.x)},${round(via.y)} ` : "L";
  return `M${round(from.x)},${round(from.y)}${bend}${round(to.x)},${round(to.y)}`;
}

/** Arrow heads for each class, in the colour of the line. */
function svgMarkers(theme) {
  const tones = [...QUADS, "negated"];
  const head = (tone, verbal) => (verbal
    ? `<path d="M0,0L10,5L0,10" fill="none" stroke="${theme.line[tone]}" stroke-width="2"/>`
    : `<path d="M0,0L10,5L0,10z" fill="${theme.line[tone]}"/>`);
  const marker = (id, tone, refX, size, content) => `<marker id="${id}" viewBox="-1 -1 12 12" refX="${refX}" refY="5" ` +
    `markerUnits="userSpaceOnUse" markerWidth="${size}" markerHeight="${size}" orient="auto">${content}</marker>`;
  return (size) => tones.flatMap((tone) => [
    marker(`said-${tone}`, tone, 9, size, head(tone, true)),
    marker(`done-${tone}`, tone, 9, size, head(tone, false)),
    marker(`against-${tone}`, tone, 0, size, `<path d="M0,0L0,10" stroke="${theme.line[tone]}" stroke-width="2"/>`),
  ]).join("");
}

function svgRelation(relation, { network, theme, view }) {
  const edge = network.body.edges[relation.id];
  if (!edge?.edgeType?.fromPoint) return "";
  const tone = relationTone(relation);
  const start = isConflict(relation.quad) ? ` marker-start="url(#against-${tone})"` : "";
  const end = ` marker-end="url(#${isVerbal(relation.quad) ? "said" : "done"}-${tone})"`;
  const alpha = relationAlpha(relation, view.isDim(relation.id));
  return `<path d="${svgLine(edge)}" fill="none" stroke="${theme.line[tone]}" opacity="${alpha}" ` +
    `stroke-width="${round(edge.options.width)}"${start}${end}><title>${xmlText(relationText(relation))}</title></path>`;
}

function svgActor(actor, { network, theme, view }) {
  const { x, y, options: { size } } = network.body.nodes[actor.id];
  const [shape, filled] = NODE_SHAPES[actor.kind];
  const paint = `fill="${filled ? theme.fill[actor.kind] : theme.paper}" stroke="${theme.line[actor.kind]}" ` +
    `stroke-width="${filled ? 1 : 3}" vector-effect="non-scaling-stroke" opacity="${view.isDim(actor.id) ? 0.2 : 1}"`;
  const title = `<title>${xmlText(actor.name)}</title>`;
  if (shape === "dot") return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(size)}" ${paint}>${title}</circle>`;
  return `<polygon points="${outlineAround(shape, x, y, size)}" ${paint}>${title}</polygon>`;
}

function svgLabel({ text, size, font, box, doubtful, dim }, scale, theme) {
  const turn = `translate(${round(box.x / scale)} ${round(box.y / scale)}) rotate(${round((box.angle * 180) / Math.PI)})`;
  return `<text transform="${turn}" font-size="${round(size / scale)}" font-weight="${font.split(" ")[0]}" ` +
    `fill="${doubtful ? theme.muted : theme.ink}" stroke="${theme.paper}" stroke-width="${round(3.5 / scale)}" ` +
    `paint-order="stroke" opacity="${dim ? 0.3 : 1}">${xmlText(text)}</text>`;
}

/** What the frame shows, as SVG text. */
function svgText(map, view, frame) {
  const { network } = map;
  const theme = map.theme();
  const scale = network.getScale();
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const [width, height] = [frame.clientWidth / scale, frame.clientHeight / scale].map(round);
  const context = { network, theme, view };
  return [
    `${SVG_START} width="${frame.clientWidth}" height="${frame.clientHeight}" ` +
      `viewBox="${round(corner.x)} ${round(corner.y)} ${width} ${height}">`,
    `<title>${xmlText(document.title)}</title>`,
    `<defs>${svgMarkers(theme)(round(8 / scale))}</defs>`,
    `<rect x="${round(corner.x)}" y="${round(corner.y)}" width="${width}" height="${height}" fill="${theme.paper}"/>`,
    ...view.shownRelations().map((relation) => svgRelation(relation, context)),
    ...view.shownActors().map((actor) => svgActor(actor, context)),
    `<g font-family="${xmlText(FACE)}" text-anchor="middle" dominant-baseline="central" stroke-linejoin="round">`,
    ...map.labels().map((label) => svgLabel(label, scale, theme)),
    "</g>", "</svg>", "",
  ].filter(Boolean).join("\n");
}
