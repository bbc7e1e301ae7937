/* Deep links: the part of the address after # tells the selection and whatever narrows the view. */

/** The state of the page as parameters: #actor=…&relation=…&from=… */
function writeAddress({ view, selection, mode }) {
  const { filters, from, to, least, strongest, ego, hidden, pinned } = view.narrowing;
  const parameters = new URLSearchParams();
  const add = (name, value) => value && parameters.append(name, value);
  add("level", view.graph().level === "actors" ? "" : view.graph().level);
  add("actor", selection?.node);
  add("edge", selection?.edge);
  for (const id of selection?.path ?? []) add("path", id);
  for (const [name, { only, values }] of Object.entries(filters)) {
    for (const value of values) add(only ? name : `not-${name}`, value);
  }
  add("from", from);
  add("to", to);
  add("least", least > 1 ? String(least) : "");
  const opening = makeNarrowing(view.page.graph("actors")).strongest;
  if (strongest !== opening) add("strongest", String(Number.isFinite(strongest) ? strongest : "all"));
  if (ego) {
    add("around", ego.id);
    add("depth", String(ego.depth));
  }
  for (const id of hidden) add("hidden", id);
  for (const id of pinned) add("pinned", id);
  add("view", mode === "map" ? "" : mode);
  return parameters.toString();
}

/** The id of the actor that an address means, by id or by name. */
function actorNamed(graph, text) {
  if (graph.actorById.has(text)) return text;
  const wanted = text.toLowerCase();
  const names = ({ name, aliases }) => [name, ...aliases].some((one) => one.toLowerCase() === wanted);
  return graph.ranked.find(names)?.id;
}

const isDate = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "");

function readFilters(parameters) {
  const filters = makeFilters();
  for (const [name, filter] of Object.entries(filters)) {
    const [wanted, unwanted] = [parameters.getAll(name), parameters.getAll(`not-${name}`)];
    filter.only = wanted.length > 0;
    for (const value of filter.only ? wanted : unwanted) filter.values.add(value);
  }
  return filters;
}

/** What an address asks for: { level, mode, narrowing, selection }; what it misspells is left out. */
function readAddress(text, page) {
  const parameters = new URLSearchParams(text.replace(/^#/, ""));
  const level = LEVELS.find((one) => one === parameters.get("level")) ?? "actors";
  const graph = page.graph(level);
  const narrowing = makeNarrowing(page.graph("actors"));
  const actor = (value) => value && actorNamed(graph, value);
  const actors = (name) => parameters.getAll(name).map(actor).filter(Boolean);
  const date = (name) => (isDate(parameters.get(name)) ? parameters.get(name) : "");
  const whole = (name, least) => Math.max(Math.floor(Number(parameters.get(name))) || least, least);
  Object.assign(narrowing, { filters: readFilters(parameters), from: date("from"), to: date("to"), least: whole("least", 1) });
  for (const name of ["hidden", "pinned"]) narrowing[name] = new Set(actors(name));
  if (parameters.has("strongest")) {
    narrowing.strongest = parameters.get("strongest") === "all" ? Infinity : whole("strongest", 1);
  }
  const [around] = actors("around");
  if (around) narrowing.ego = { id: around, depth: Math.min(whole("depth", 1), 3) };
  const [[node], path] = [actors("actor"), actors("path")];
  const edge = graph.relationById.has(parameters.get("edge")) ? parameters.get("edge") : null;
  const selection = path.length === 2 ? { path } : edge ? { edge } : node ? { node } : null;
  const mode = ["table", "camps"].find((one) => one === parameters.get("view")) ?? "map";
  return { level, mode, narrowing, selection };
}

/** Keep the address up to date, and follow it when somebody changes it. */
function startAddress(read, onChange) {
  let own = null;
  window.addEventListener("hashchange", () => {
    if (window.location.hash.slice(1) !== own) onChange(window.location.hash);
  });
  return () => {
    own = read();
    try {
      window.history.replaceState(null, "", own ? `#${own}` : window.location.pathname);
    } catch {
      // A sandboxed frame has no address of its own.
    }
  };
}
