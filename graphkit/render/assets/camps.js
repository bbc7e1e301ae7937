/* Camps: found in Python, drawn as bands around those who stand together, and told in words. */

const CAMP_HUES = [212, 28, 152, 330, 268, 52, 190, 8];
const MOST_JOINED = 400; // members of a camp that are joined by a tree

/** The shortest tree that joins the points: pairs of positions. */
function shortestTree(points) {
  const far = points.map(() => Infinity);
  const parent = points.map(() => 0);
  const left = new Set(points.keys());
  const pairs = [];
  let at = 0;
  while (left.size) {
    left.delete(at);
    let next = null;
    for (const i of left) {
      const distance = Math.hypot(points[i].x - points[at].x, points[i].y - points[at].y);
      if (distance < far[i]) [far[i], parent[i]] = [distance, at];
      if (next === null || far[i] < far[next]) next = i;
    }
    if (next === null) break;
    pairs.push([parent[next], next]);
    at = next;
  }
  return pairs;
}

/** The shown members of each camp. */
function campMembers(view) {
  const members = groupBy(view.shownActors().filter(({ camp }) => camp > 0), ({ camp }) => camp);
  const { strengths } = view.graph();
  for (const group of members.values()) {
    group.sort((a, b) => strengths.get(b.id) - strengths.get(a.id));
  }
  return new Map([...members].sort(([a], [b]) => a - b));
}

function campColour(camp, theme) {
  const dark = luminance(theme.paper) < 0.5;
  return `hsl(${CAMP_HUES[(camp - 1) % CAMP_HUES.length]} ${dark ? "45% 24%" : "60% 90%"})`;
}

/** Paints the bands below the map while they are switched on. */
function makeCampPainter(network, view, unit) {
  let on = false;

  function trace(context, points) {
    context.beginPath();
    for (const { x, y } of points) {
      context.moveTo(x, y);
      context.lineTo(x + 0.01, y);
    }
    if (points.length <= MOST_JOINED) {
      for (const [one, other] of shortestTree(points)) {
        context.moveTo(points[one].x, points[one].y);
        context.lineTo(points[other].x, points[other].y);
      }
    }
    context.stroke();
  }

  function paint(context, theme) {
    if (!on) return;
    context.save();
    context.lineCap = "round";
    context.lineJoin = "round";
    context.lineWidth = 74 * unit;
    const camps = [...campMembers(view)].reverse();
    for (const [camp, members] of camps) {
      context.strokeStyle = campColour(camp, theme);
      trace(context, members.map(({ id }) => network.body.nodes[id]));
    }
    context.font = fontOf(30 * unit, 700);
    context.fillStyle = withAlpha(theme.muted, 0.55);
    for (const [camp, members] of camps) {
      const places = members.map(({ id }) => network.body.nodes[id]);
      const top = places.reduce((best, place) => (place.y < best.y ? place : best));
      const reach = top.options.size + 4 * unit;
      context.fillText(String(camp), top.x - reach - 16 * unit, top.y - reach);
    }
    context.restore();
  }

  return {
    paint,
    show(wanted) {
      on = wanted;
    },
  };
}

/** Reports for and against between two camps, in either direction. */
function campTies(view, one, other) {
  const { actorById } = view.graph();
  const ties = { cooperation: 0, conflict: 0 };
  for (const relation of view.shownRelations()) {
    const ends = [relation.source, relation.target].map((id) => actorById.get(id).camp);
    if (relation.status === "negated") continue;
    if (!(ends[0] === one && ends[1] === other) && !(ends[0] === other && ends[1] === one)) continue;
    ties[isConflict(relation.quad) ? "conflict" : "cooperation"] += view.reports(relation);
  }
  return ties;
}

function tiesText({ cooperation, conflict }) {
  const parts = [cooperation ? `${cooperation} for` : "", conflict ? `${conflict} against` : ""];
  return parts.filter(Boolean).join(", ") || "no reports";
}

function campSection(view, camps, camp, theme, select) {
  const members = camps.get(camp);
  const swatch = element("span", { class: "camp-swatch", "aria-hidden": "true" });
  swatch.style.background = campColour(camp, theme);
  const names = members.slice(0, 12).map((actor) => {
    const link = button("link", () => select({ node: actor.id }), actor.name);
    link.dir = "auto";
    return element("li", {}, link);
  });
  if (members.length > 12) names.push(element("li", { class: "facts" }, `and ${members.length - 12} more`));
  const others = [...camps.keys()].filter((other) => other !== camp)
    .map((other) => [other, campTies(view, camp, other)])
    .filter(([, ties]) => ties.cooperation + ties.conflict)
    .map(([other, ties]) => element("li", {}, `with camp ${other} (${camps.get(other)[0].name}): ${tiesText(ties)}`));
  return element("section", { class: "camp" },
    element("h3", {}, swatch, `Camp ${camp} · ${plural(members.length, "actor")}`),
    element("ul", { class: "names" }, ...names),
    element("ul", { class: "facts ties" },
      element("li", {}, `among themselves: ${tiesText(campTies(view, camp, camp))}`), ...others));
}

function showCamps(panel, view, theme, select) {
  const camps = campMembers(view);
  const intro = camps.size
    ? "Who cooperates more, and fights less, among themselves than chance would have it. " +
      "The numbers are independent reports for and against each other."
    : "No camps: too few relations pass the filters.";
  panel.replaceChildren(
    element("h2", {}, "Camps"),
    element("p", { class: "hint" }, intro),
    ...[...camps.keys()].slice(0, 20).map((camp) => campSection(view, camps, camp, theme, select)),
  );
}
