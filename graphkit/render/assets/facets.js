/* Facets: the qualities by which relations and actors can be filtered, and how they are.

   A facet either hides some values or shows only some. A relation goes if it has a hidden value;
   with "only" it stays if it has one of those wanted, so that "only Russia" keeps all that touches
   Russia. Documents are filtered event by event. */

const UNKNOWN = "(unknown)";

const ofEnds = (quality) => (relation, graph) => [relation.source, relation.target]
  .map((id) => quality(graph.actorById.get(id)));

const FACETS = {
  quad: { title: "Relations", words: plain, values: (relation) => [relation.quad] },
  status: { title: "Status", words: plain, values: (relation) => [relation.status] },
  claimed: {
    title: "Who says so",
    words: (value) => (value === "claimed" ? "claimed by someone" : "stated by the text"),
    values: (relation) => [relation.claimed ? "claimed" : "stated"],
  },
  kind: { title: "Actors", words: plain, actor: ({ kind }) => kind, values: ofEnds(({ kind }) => kind) },
  relation: { title: "Relation", words: plain, values: (relation) => [relation.relation] },
  class: {
    title: "Class", words: (value) => value.toLowerCase(), values: (relation) => [relation.event_type],
  },
  country: {
    title: "Country",
    words: (value) => value,
    actor: ({ country }) => country || UNKNOWN,
    values: ofEnds(({ country }) => country || UNKNOWN),
  },
  document: { title: "Document", words: (value) => value },
};

function makeFilters() {
  return Object.fromEntries(Object.keys(FACETS).map((name) => [name, { only: false, values: new Set() }]));
}

function isActive({ only, values }) {
  return only || values.size > 0;
}

function isTicked({ only, values }, value) {
  return only === values.has(value);
}

/** Whether a thing with these values passes. */
function passes({ only, values }, own) {
  return only ? own.some((value) => values.has(value)) : !own.some((value) => values.has(value));
}

function clearFilter(filter) {
  filter.only = false;
  filter.values.clear();
}

function showOnly(filter, value) {
  filter.only = true;
  filter.values.clear();
  filter.values.add(value);
}

/** Tick or untick one value; with every value of `all` ticked there is no filter any more. */
function setTick(filter, value, ticked, all) {
  if (ticked === filter.only) filter.values.add(value);
  else filter.values.delete(value);
  if (filter.only && all.every((other) => filter.values.has(other))) clearFilter(filter);
}

/** How many relations have each value of a facet; of kinds and countries, how many actors. */
function facetCounts(page, graph, name) {
  const { actor, values } = FACETS[name];
  if (name === "document") return documentCounts(page);
  if (actor) return countBy(graph.actors, actor);
  return countBy(graph.relations, (relation) => values(relation, graph)[0]);
}

function documentCounts(page) {
  return countBy(page.events, (event) => page.documents[event.doc].id);
}
