/* Labels: where the names of actors and the words on relations stand, so that none covers another.

   They are placed when the map rests and keep their places while it is dragged. */

const FACE = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", sans-serif";
const NAME_SIZE = 12; // pixels on the screen; the strongest actor's is larger by NAME_RISE
const NAME_RISE = 3;
const WORDS_SIZE = 11;
const NAME_LIMIT = 34; // letters
const WORDS_LIMIT = 44;
const ROOM_PER_NAME = 7000; // square pixels of the map
const MOST_WORDS = 160;
const MOST_TRIED = 600; // relations in sight for which a place is looked for
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]; // where on its line a label may stand

function fontOf(size, weight = 400) {
  return `${weight} ${size}px ${FACE}`;
}

/** A function to measure text, which remembers what it has measured. */
function makeMeasure(context) {
  const widths = new Map();
  return (text, font) => {
    const key = `${font}|${text}`;
    if (!widths.has(key)) {
      context.font = font;
      widths.set(key, context.measureText(text).width);
    }
    return widths.get(key);
  };
}

/** The actors in the order in which their names find room. */
function nameOrder(view, network) {
  const { narrowing } = view;
  const chosen = new Set(network.getSelectedNodes());
  const rank = ({ id }) => {
    if (chosen.has(id)) return 0;
    if (view.isNear(id)) return 1;
    return narrowing.pinned.has(id) || narrowing.ego?.id === id ? 2 : 3;
  };
  const shown = view.graph().ranked.filter((actor) => view.showsActor(actor));
  return shown.map((actor) => [rank(actor), actor]).sort(([a], [b]) => a - b).map(([, actor]) => actor);
}

/** The relations in the order in which their words find room: what is stated before what is claimed.
 *  Where more are in sight than anyone could read, only those at the selection have words. */
function relationOrder(view, inSight) {
  const rank = (relation) => (view.isNear(relation.id) ? 1000 : 0)
    + view.reports(relation) * (isDoubtful(relation) ? 0.5 : 1);
  const shown = view.shownRelations().filter(({ id, source, target }) =>
    (!view.isFocused() || view.isNear(id)) && (inSight.has(source) || inSight.has(target)));
  if (shown.length > MOST_TRIED && !view.isFocused()) return [];
  return shown.map((relation) => [rank(relation), relation]).sort(([a], [b]) => b - a)
    .map(([, relation]) => relation);
}

/** The words on a relation, the fullest first: with its first label or charge, and without. */
function wordsOf(relation) {
  const { labels } = relation;
  const more = labels.length > 1 ? ` +${labels.length - 1}` : "";
  const short = [doubtSign(relation), plain(relation.relation)].filter(Boolean).join(" ");
  if (!labels.length) return [short];
  return [`${short} “${shorten(labels[0], WORDS_LIMIT - short.length)}”${more}`, short];
}

const liesIn = (box, frame) => Math.abs(box.x - frame.x) + box.reachX <= frame.reachX
  && Math.abs(box.y - frame.y) + box.reachY <= frame.reachY;

/** Places labels for one state of the map; everything is in pixels from the map's own origin. */
function placeLabels(network, view, frame, measure) {
  const scale = network.getScale();
  const { body } = network;
  const middle = network.getViewPosition();
  const sight = makeBox(middle.x * scale, middle.y * scale, frame.clientWidth, frame.clientHeight);
  const grid = makeBoxGrid();
  const labels = [];

  function nodeBox(id) {
    const { x, y, options } = body.nodes[id];
    return makeBox(x * scale, y * scale, 2 * options.size * scale, 2 * options.size * scale);
  }

  function put(label, always = false) {
    if (!overlap(label.box, sight) || !(always || grid.isFree(label.box))) return false;
    grid.add(label.box);
    labels.push(label);
    return true;
  }

  function putName(actor) {
    const { strengths, ranked } = view.graph();
    const share = Math.sqrt(strengths.get(actor.id) / Math.max(strengths.get(ranked[0].id), 1));
    const size = Math.round((NAME_SIZE + NAME_RISE * share) * 2) / 2;
    const chosen = network.getSelectedNodes().includes(actor.id);
    const font = fontOf(size, share > 0.55 || chosen ? 600 : 400);
    const text = shorten(actor.name, NAME_LIMIT);
    const [width, height] = [measure(text, font) + 4, size + 2];
    const node = nodeBox(actor.id);
    const [besideX, besideY] = [node.w + width / 2 + 2, node.h + height / 2 + 1];
    const moves = [[0, besideY], [0, -besideY], [besideX, 0], [-besideX, 0]];
    const boxes = moves.map(([dx, dy]) => makeBox(node.x + dx, node.y + dy, width, height));
    const whole = boxes.filter((box) => liesIn(box, sight));
    const choices = whole.length ? whole : boxes;
    const label = { kind: "name", id: actor.id, text, size, font, dim: view.isDim(actor.id) };
    if (choices.some((box) => put({ ...label, box }))) return;
    // The name of what is selected is written in any case, over lesser signs.
    if (chosen) put({ ...label, box: choices[0] }, true);
  }

  function putAlong(relation, text, lengthFree, upright = false) {
    const font = fontOf(WORDS_SIZE);
    const width = measure(text, font) + 6;
    if (width > lengthFree) return false;
    const line = body.edges[relation.id].edgeType;
    return ALONG.some((t) => {
      const [at, before, after] = [t, t - 0.04, t + 0.04].map((share) => line.getPoint(share));
      let angle = upright ? 0 : Math.atan2(after.y - before.y, after.x - before.x);
      if (Math.abs(angle) > Math.PI / 2) angle += Math.PI;
      return put({
        kind: "words", id: relation.id, text, size: WORDS_SIZE, font,
        doubtful: isDoubtful(relation),
        box: makeBox(at.x * scale, at.y * scale, width, WORDS_SIZE + 3, angle),
      });
    });
  }

  function putWords(relation) {
    const edge = body.edges[relation.id];
    if (!edge?.edgeType?.fromPoint) return;
    const [from, to] = [nodeBox(relation.source), nodeBox(relation.target)];
    const loop = relation.source === relation.target;
    const free = loop ? Infinity : Math.hypot(to.x - from.x, to.y - from.y) - from.w - to.w - 14;
    if (free < WORDS_SIZE) return;
    const sign = doubtSign(relation);
    if (wordsOf(relation).some((text) => putAlong(relation, text, free))) return;
    if (sign) putAlong(relation, sign, free, true);
  }

  const order = nameOrder(view, network);
  const inSight = order.filter(({ id }) => overlap(nodeBox(id), sight));
  const most = Math.max(12, (frame.clientWidth * frame.clientHeight) / ROOM_PER_NAME);
  // In a crowd the lesser actors give way to the names of the greater.
  for (const { id } of inSight.slice(0, inSight.length > 3 * most ? most / 2 : inSight.length)) {
    grid.add(nodeBox(id));
  }
  const bright = inSight.filter(({ id }) => !view.isDim(id));
  for (const actor of bright) {
    if (labels.length >= most) break;
    putName(actor);
  }
  for (const relation of relationOrder(view, new Set(inSight.map(({ id }) => id)))) {
    if (labels.length >= most + MOST_WORDS) break;
    putWords(relation);
  }
  if (!view.isFocused()) return labels;
  const dim = inSight.filter(({ id }) => view.isDim(id) && view.graph().strengths.get(id) > 3);
  for (const actor of dim.slice(0, 20)) putName(actor);
  return labels;
}

function paintLabel(context, { text, font, box, dim, doubtful, kind }, scale, theme) {
  context.save();
  context.scale(1 / scale, 1 / scale);
  context.translate(box.x, box.y);
  context.rotate(box.angle);
  context.font = font;
  context.globalAlpha = dim ? 0.3 : 1;
  context.lineWidth = kind === "name" ? 4 : 3.5;
  context.strokeStyle = theme.paper;
  context.fillStyle = doubtful ? theme.muted : theme.ink;
  if (kind === "words") {
    context.fillStyle = withAlpha(theme.paper, 0.85);
    context.fillRect(-box.w + 1, -box.h + 1, 2 * box.w - 2, 2 * box.h - 2);
    context.fillStyle = doubtful ? theme.muted : theme.ink;
  }
  context.strokeText(text, 0, 0);
  context.fillText(text, 0, 0);
  context.restore();
}

function paintLabels(context, labels, scale, theme) {
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const label of labels) paintLabel(context, label, scale, theme);
  context.restore();
}

/** A painter for the map's canvas: `paint` draws, `renew` has the labels placed anew. */
function makeLabelPainter(network, view, frame) {
  let measure = null;
  let labels = [];
  let placedFor = "";
  let version = 0;
  let held = false;
  return {
    labels: () => labels,
    /** Keep the labels where they are on the map, while it is dragged. */
    hold(on) {
      held = on;
    },
    renew() {
      version += 1;
    },
    paint(context, theme) {
      const scale = network.getScale();
      measure ??= makeMeasure(context);
      const { x, y } = network.getViewPosition();
      const state = held ? placedFor : [version, scale, x, y].join("|");
      if (placedFor !== state) labels = placeLabels(network, view, frame, measure);
      placedFor = state;
      paintLabels(context, labels, scale, theme);
    },
  };
}
