/* Looks: how an actor and a relation are drawn, by kind, class, status and selection. */

// A conflict has a bar at its beginning, what is done a full head and what is said an open one: the
// four classes are told apart without their colours.
const HEADS = { verbal: "vee", material: "arrow" };

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

const isConflict = (quad) => quad.endsWith("conflict");
const isVerbal = (quad) => quad.startsWith("verbal");

/** An actor's radius in map units: its area grows with the reports of its relations. */
function radiusOf(strength, strongest, unit) {
  return (9 + 18 * Math.sqrt(strength / Math.max(strongest, 1))) * unit;
}

function widthOf(reports, unit) {
  return Math.min(1.3 + Math.log2(Math.max(reports, 1)) * 1.2, 7) * unit;
}

function actorLook(actor, theme, view) {
  const [shape, filled] = NODE_SHAPES[actor.kind];
  const dim = view.isDim(actor.id);
  const paint = (colour) => (dim ? mix(colour, theme.paper, 0.8) : colour);
  const fill = filled ? paint(theme.fill[actor.kind]) : theme.paper;
  const pinned = view.narrowing.pinned.has(actor.id);
  const chosen = { background: fill, border: theme.ink };
  return {
    shape,
    borderWidth: (filled ? 1 : 3) + (pinned ? 3 : 0),
    color: {
      background: fill,
      border: paint(pinned ? theme.ink : theme.line[actor.kind]),
      highlight: chosen,
      hover: chosen,
    },
    hidden: !view.showsActor(actor),
  };
}

/** How strongly a relation is drawn: lighter where it is not a plain fact. */
function relationAlpha(relation, dim) {
  if (dim) return 0.09;
  return isDoubtful(relation) ? 0.42 : 0.92;
}

function relationLook(relation, theme, view, unit) {
  const colour = theme.line[relationTone(relation)];
  const strong = withAlpha(colour, isDoubtful(relation) ? 0.7 : 1);
  return {
    width: widthOf(view.reports(relation), unit),
    color: {
      color: withAlpha(colour, relationAlpha(relation, view.isDim(relation.id))),
      highlight: strong,
      hover: strong,
      inherit: false,
    },
    hidden: !view.showsRelation(relation),
  };
}

/** What an actor keeps: its place and size. */
function drawnActor(actor, place, radius) {
  return { id: actor.id, x: place.x, y: place.y, size: radius };
}

function drawnRelation(relation, curve) {
  const head = HEADS[isVerbal(relation.quad) ? "verbal" : "material"];
  return {
    id: relation.id,
    from: relation.source,
    to: relation.target,
    arrows: {
      to: { enabled: true, type: head, scaleFactor: 0.75 },
      from: { enabled: isConflict(relation.quad), type: "bar", scaleFactor: 0.5 },
    },
    ...curve,
  };
}
