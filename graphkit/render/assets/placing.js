/* Placing: names of actors and words on relations, each where nothing else stands yet.

   Everything is in pixels from the map's own origin. `place` holds the network, the view, the scale,
   the part in sight, the boxes taken and the labels put so far. */

const NAME_SIZE = 12; // pixels on the screen; the strongest actor's is larger by NAME_RISE
const NAME_RISE = 3;
const WORDS_SIZE = 11;
const NAME_LIMIT = 34; // letters
const WORDS_LIMIT = 44;
const ROOM_PER_NAME = 7000; // square pixels of the map
const MOST_WORDS = 160;
const MOST_TRIED = 600; // relations in sight for which a place is looked for
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]; // where on its line a label may stand
const ALWAYS_NAMED = 8; // of the strongest actors: no map without the names that it is about
const MOST_DIM = 20; // names beside those of a selection

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

function nodeBox({ network, scale }, id) {
  const { x, y, options } = network.body.nodes[id];
  return makeBox(x * scale, y * scale, 2 * options.size * scale, 2 * options.size * scale);
}

/** Put a label if its box is in sight and free, or in sight and it must be. */
function put({ grid, labels, sight }, label, always = false) {
  if (!overlap(label.box, sight) || !(always || grid.isFree(label.box))) return false;
  grid.add(label.box);
  labels.push(label);
  return true;
}

/** Size and weight of a name grow with the actor's strength. */
function nameFont({ view, network }, { id }) {
  const { strengths, ranked } = view.graph();
  const share = Math.sqrt(strengths.get(id) / Math.max(strengths.get(ranked[0].id), 1));
  const size = Math.round((NAME_SIZE + NAME_RISE * share) * 2) / 2;
  const chosen = network.getSelectedNodes().includes(id);
  return { size, chosen, font: fontOf(size, share > 0.55 || chosen ? 600 : 400) };
}

/** Put a name below, above, beside or aslant of its actor; where it must be, over lesser signs. */
function putName(place, actor, must = false) {
  const { view, sight, measure } = place;
  const { size, chosen, font } = nameFont(place, actor);
  const text = shorten(actor.name, NAME_LIMIT);
  const [width, height] = [measure(text, font) + 4, size + 2];
  const node = nodeBox(place, actor.id);
  const [besideX, besideY] = [node.w + width / 2 + 2, node.h + height / 2 + 1];
  const [slantX, slantY] = [0.7 * node.w + width / 2, 0.7 * node.h + height / 2];
  const slants = [[slantX, slantY], [-slantX, slantY], [slantX, -slantY], [-slantX, -slantY]];
  const boxes = [[0, besideY], [0, -besideY], [besideX, 0], [-besideX, 0], ...slants]
    .map(([dx, dy]) => makeBox(node.x + dx, node.y + dy, width, height));
  const whole = boxes.filter((box) => liesIn(box, sight));
  const choices = whole.length ? whole : boxes;
  const label = { kind: "name", id: actor.id, text, size, font, dim: view.isDim(actor.id) };
  if (choices.some((box) => put(place, { ...label, box }))) return;
  if (chosen || must) put(place, { ...label, box: choices[0] }, true);
}

/** Put a text on the line of a relation, along it or upright, if it is not longer than the line. */
function putAlong(place, relation, text, { room, upright = false }) {
  const { network, scale, measure } = place;
  const font = fontOf(WORDS_SIZE);
  const width = measure(text, font) + 6;
  if (width > room) return false;
  const line = network.body.edges[relation.id].edgeType;
  return ALONG.some((t) => {
    const [at, before, after] = [t, t - 0.04, t + 0.04].map((share) => line.getPoint(share));
    let angle = upright ? 0 : Math.atan2(after.y - before.y, after.x - before.x);
    if (Math.abs(angle) > Math.PI / 2) angle += Math.PI;
    const box = makeBox(at.x * scale, at.y * scale, width, WORDS_SIZE + 3, angle);
    return put(place, {
      kind: "words", id: relation.id, text, size: WORDS_SIZE, font, doubtful: isDoubtful(relation), box,
    });
  });
}

/** Put the fullest words that find room on a relation; at last its sign of doubt alone. */
function putWords(place, relation) {
  if (!place.network.body.edges[relation.id]?.edgeType?.fromPoint) return;
  const [from, to] = [nodeBox(place, relation.source), nodeBox(place, relation.target)];
  const isLoop = relation.source === relation.target;
  const room = isLoop ? Infinity : Math.hypot(to.x - from.x, to.y - from.y) - from.w - to.w - 14;
  if (room < WORDS_SIZE) return;
  const sign = doubtSign(relation);
  if (wordsOf(relation).some((text) => putAlong(place, relation, text, { room }))) return;
  if (sign) putAlong(place, relation, sign, { room, upright: true });
}

/** Labels for one state of the map, the weightiest first. */
function placeLabels(network, view, frame, measure) {
  const scale = network.getScale();
  const middle = network.getViewPosition();
  const sight = makeBox(middle.x * scale, middle.y * scale, frame.clientWidth, frame.clientHeight);
  const place = { network, view, scale, sight, measure, grid: makeBoxGrid(), labels: [] };
  const inSight = nameOrder(view, network).filter(({ id }) => overlap(nodeBox(place, id), sight));
  const most = Math.max(12, (frame.clientWidth * frame.clientHeight) / ROOM_PER_NAME);
  // In a crowd the lesser actors give way to the names of the greater.
  const solid = inSight.length > 3 * most ? most / 2 : inSight.length;
  for (const { id } of inSight.slice(0, solid)) place.grid.add(nodeBox(place, id));
  for (const [index, actor] of inSight.entries()) {
    if (place.labels.length >= most) break;
    if (!view.isDim(actor.id)) putName(place, actor, index < ALWAYS_NAMED);
  }
  for (const relation of relationOrder(view, new Set(inSight.map(({ id }) => id)))) {
    if (place.labels.length >= most + MOST_WORDS) break;
    putWords(place, relation);
  }
  const dim = inSight.filter(({ id }) => view.isDim(id));
  for (const actor of dim.slice(0, MOST_DIM)) putName(place, actor);
  return place.labels;
}
