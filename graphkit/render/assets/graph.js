/* The graph: the page's data with look-up tables, and the same graph rolled up to wholes. */

const LEVELS = ["actors", "governments", "states"];

/** Actors and relations with tables to find them; the strength of an actor is what its size shows. */
function makeGraph(level, actors, relations) {
  const strengths = new Map(actors.map((actor) => [actor.id, 0]));
  for (const { source, target, weight } of relations) {
    strengths.set(source, strengths.get(source) + weight);
    if (target !== source) strengths.set(target, strengths.get(target) + weight);
  }
  const ranked = [...actors].sort((a, b) => strengths.get(b.id) - strengths.get(a.id));
  return {
    level,
    actors,
    relations,
    ranked,
    strengths,
    actorById: new Map(actors.map((actor) => [actor.id, actor])),
    relationById: new Map(relations.map((relation) => [relation.id, relation])),
    connected: new Set(relations.flatMap(({ source, target }) => [source, target])),
  };
}

/** The data block as the page uses it: `graph(level)` is the graph as named, or rolled up. */
function readPage() {
  const page = JSON.parse(byId("data").textContent);
  page.dates = page.events.map((event) => event.date);
  const graphs = new Map([["actors", makeGraph("actors", page.actors, page.relations)]]);
  page.graph = (level) => {
    if (!graphs.has(level)) graphs.set(level, rollUp(page, level));
    return graphs.get(level);
  };
  return page;
}

/** A function from actor id to the id of the whole that stands for it at a level. */
function makeClimber(page, level) {
  const records = new Map([...page.actors, ...page.wholes].map((record) => [record.id, record]));
  const above = new Map(page.wholes.map(({ id, part_of: whole }) => [id, whole]));
  const wholeOf = (record) => records.get(record.part_of || above.get(record.id));
  return (id) => {
    const seen = new Set([id]);
    let at = records.get(id);
    while (level === "states" || at.kind === "person") {
      const whole = wholeOf(at);
      if (!whole || seen.has(whole.id)) break;
      seen.add(whole.id);
      at = whole;
    }
    return at.id;
  };
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const firstDate = (items) => items.map(({ first }) => first).filter(Boolean).sort()[0] ?? "";
const lastDate = (items) => items.map(({ last }) => last).filter(Boolean).sort().at(-1) ?? "";
const unique = (values) => [...new Set(values)];

/** One actor for a whole and the parts of it that act. */
function mergeActors(whole, parts) {
  const own = parts.find((part) => part.id === whole.id);
  const inside = parts.filter((part) => part !== own);
  if (!inside.length) return own;
  const place = own ?? { x: mean(inside.map(({ x }) => x)), y: mean(inside.map(({ y }) => y)) };
  return {
    ...whole,
    aliases: unique(parts.flatMap(({ aliases }) => aliases)),
    parts: inside.map(({ name }) => name),
    mentions: parts.reduce((sum, { mentions }) => sum + mentions, 0),
    documents: Math.max(...parts.map(({ documents }) => documents)),
    first: firstDate(parts),
    last: lastDate(parts),
    camp: (own ?? inside[0]).camp,
    x: place.x,
    y: place.y,
  };
}

const isDenial = ({ claim }) => Boolean(claim) && claim.stance !== "asserts";

/** Those of a relation's events that report it; where nobody does, those that deny it. */
function reportingEvents(page, events) {
  const reporting = events.filter((index) => !isDenial(page.events[index]));
  return reporting.length ? reporting : events;
}

/** Reports of some events: no more than there are documents, nor than the relations have. */
function countReports(page, weight, events) {
  return Math.min(weight, new Set(events.map((index) => page.events[index].doc)).size);
}

/** One relation for several between the same wholes. */
function mergeRelations(page, id, source, target, group) {
  const events = unique(group.flatMap((relation) => relation.events)).sort((a, b) => a - b);
  const total = group.reduce((sum, { weight }) => sum + weight, 0);
  return {
    ...group[0],
    id,
    behind: group.map((relation) => relation.id),
    source,
    target,
    events,
    labels: unique(group.flatMap(({ labels }) => labels)),
    claimed_by: unique(group.flatMap((relation) => relation.claimed_by)),
    denied_by: unique(group.flatMap((relation) => relation.denied_by)),
    weight: countReports(page, total, reportingEvents(page, events)),
    mentions: group.reduce((sum, { mentions }) => sum + mentions, 0),
    documents: new Set(events.map((index) => page.events[index].doc)).size,
    first: firstDate(group),
    last: lastDate(group),
  };
}

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return groups;
}

/** The graph of wholes: what happens within one of them is left out. */
function rollUp(page, level) {
  const climb = makeClimber(page, level);
  const records = new Map([...page.wholes, ...page.actors].map((record) => [record.id, record]));
  const actors = [...groupBy(page.actors, ({ id }) => climb(id))]
    .map(([id, parts]) => mergeActors(records.get(id), parts));
  const outside = page.relations.filter((relation) =>
    climb(relation.source) !== climb(relation.target));
  const groups = groupBy(outside, (relation) => JSON.stringify([
    climb(relation.source), climb(relation.target),
    relation.relation, relation.status, relation.claimed,
  ]));
  const relations = [...groups].map(([key, group]) => {
    const [source, target] = JSON.parse(key);
    const changed = group.some((r) => r.source !== source || r.target !== target);
    return changed ? mergeRelations(page, `${level}:${key}`, source, target, group) : group[0];
  });
  return makeGraph(level, actors, relations);
}
