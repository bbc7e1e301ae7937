/* Dragging: a large map moves as a picture of itself, lines and all, and is drawn anew when it has
   moved far or rests. vis-network alone would draw every actor in each frame, and no line. */

const FAR = 0.3; // of the frame: how much of its margin may be empty
const QUICK_MS = 150; // a map that is drawn in this time is drawn anew on the way

/** A picture of the map as it stands; \`paint\` puts it where the map has moved to since. */
function takePicture(network, source) {
  const copy = element("canvas", { width: source.width, height: source.height });
  copy.getContext("2d").drawImage(source, 0, 0);
  const start = network.canvasToDOM({ x: 0, y: 0 });
  const shift = () => {
    const now = network.canvasToDOM({ x: 0, y: 0 });
    return { x: now.x - start.x, y: now.y - start.y };
  };
  return {
    shift,
    paint(context) {
      const ratio = source.width / source.clientWidth;
      const { x, y } = shift();
      context.save();
      context.setTransform(1, 0, 0, 1, x * ratio, y * ratio);
      context.drawImage(copy, 0, 0);
      context.restore();
    },
  };
}

/** Handle the drags of a network; returns what is painted instead of the map at the moment, if any. */
function startDragging(network, source, painter, isLarge) {
  let picture = null;
  const hide = (edges, nodes) =>
    network.renderer.setOptions({ hideEdgesOnDrag: edges, hideNodesOnDrag: nodes });

  function retake() {
    picture = null;
    hide(false, false);
    painter.hold(false);
    const began = performance.now();
    network.redraw();
    const quick = performance.now() - began < QUICK_MS;
    painter.hold(true);
    hide(true, true);
    picture = takePicture(network, source);
    return quick;
  }

  let quick = true;
  network.on("dragStart", ({ nodes }) => {
    const background = !nodes.length;
    painter.hold(background);
    hide(isLarge(), background && isLarge());
    if (!background || !isLarge()) return;
    quick = true;
    picture = takePicture(network, source);
  });
  network.on("dragging", ({ nodes }) => {
    if (nodes.length) painter.renew();
    if (!picture || !quick) return;
    const { x, y } = picture.shift();
    if (Math.abs(x) > FAR * source.clientWidth || Math.abs(y) > FAR * source.clientHeight) quick = retake();
  });
  network.on("dragEnd", () => {
    picture = null;
    painter.hold(false);
    network.redraw();
  });
  return () => picture;
}
