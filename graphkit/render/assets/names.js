/* Names on large maps: painted over the map at a fixed size, the best connected actors first, and
   left out where they would cover another name. */

const MOST_NAMES = 70;
const NAME_SIZE = 12; // pixels on the screen
const NAME_HEIGHT = 15;
const DIM_NAME = 0.35; // opacity of a name that the selection leaves aside

function overlaps(one, other) {
  return one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom;
}

/** A function to paint names on a canvas context; `order` lists the actors by importance. */
function makeNamePainter(network, order, radii, view) {
  const widths = new Map();

  function nameWidth(context, actor) {
    if (!widths.has(actor.id)) widths.set(actor.id, context.measureText(shorten(actor.name, 40)).width);
    return widths.get(actor.id);
  }

  function selectedFirst() {
    const chosen = new Set(network.getSelectedNodes());
    const clear = order.filter((actor) => !view.isDim(actor.id));
    return [...order.filter((actor) => chosen.has(actor.id)), ...clear, ...order];
  }

  /** Boxes in screen pixels of the names to paint. */
  function placeNames(context, scale) {
    const frame = { left: 0, top: 0, right: context.canvas.clientWidth, bottom: context.canvas.clientHeight };
    const places = network.getPositions();
    const boxes = [];
    for (const actor of selectedFirst()) {
      if (boxes.length === MOST_NAMES) break;
      if (!view.showsActor(actor) || boxes.some((other) => other.actor === actor)) continue;
      const { x, y } = network.canvasToDOM(places[actor.id]);
      const half = nameWidth(context, actor) / 2 + 3;
      const top = y + radii.get(actor.id) * scale + 2;
      const box = { actor, x, left: x - half, right: x + half, top, bottom: top + NAME_HEIGHT };
      if (overlaps(box, frame) && !boxes.some((other) => overlaps(box, other))) boxes.push(box);
    }
    return boxes;
  }

  return function paintNames(context, theme) {
    const scale = network.getScale();
    context.save();
    context.font = `${NAME_SIZE}px ${FACE}`;
    const boxes = placeNames(context, scale);
    context.font = `${NAME_SIZE / scale}px ${FACE}`;
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 4 / scale;
    context.strokeStyle = theme.paper;
    context.fillStyle = theme.ink;
    for (const { actor, x, top } of boxes) {
      const place = network.DOMtoCanvas({ x, y: top });
      const name = shorten(actor.name, 40);
      context.globalAlpha = view.isDim(actor.id) ? DIM_NAME : 1;
      context.strokeText(name, place.x, place.y);
      context.fillText(name, place.x, place.y);
    }
    context.restore();
  };
}
