/* Labels: painted on the map's canvas. They are placed when the map rests and keep their places while
   it is dragged. */

const FACE = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", sans-serif";

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
