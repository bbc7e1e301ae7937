/* The legend, which is also the filter: each row shows a sign, its meaning, and how many. */

const ROWS_AT_ONCE = 60;
const ROWS_TO_FIND = 9; // rows from which a list gets a box to find one

const FACET_ICONS = {
  quad: relationIcon,
  status: (status) => signIcon(STATUS_SIGNS[status] ?? "•"),
  claimed: (value) => signIcon(value === "claimed" ? CLAIMED_SIGN : "•"),
  kind: actorIcon,
};
const FACET_ORDER = {
  quad: QUADS,
  status: STATUSES,
  claimed: ["stated", "claimed"],
  kind: Object.keys(NODE_SHAPES),
};
const OPEN_FACETS = ["quad", "status", "claimed", "kind"];

function countBy(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

/** The values of a facet: in the legend's order, or the most frequent first. */
function facetValues(counts, name) {
  const order = FACET_ORDER[name];
  if (order) return order.filter((value) => counts.has(value));
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value);
}

/** One row: a checkbox with sign, words and count, and a button for this value alone. */
function facetRow(name, value, words, count, change) {
  const { filter, values } = change;
  const box = element("input", { type: "checkbox" });
  box.checked = isTicked(filter(), value);
  box.dataset.value = value;
  box.addEventListener("change", () => {
    setTick(filter(), value, box.checked, values);
    change.done();
  });
  const sign = FACET_ICONS[name]?.(value) ?? null;
  const label = element("label", { class: sign ? "choice" : "choice signless" }, box, sign,
    element("span", { class: "words", dir: "auto" }, words),
    element("span", { class: "count" }, numberText(count)));
  const only = button("only", () => {
    showOnly(filter(), value);
    change.done();
  }, "only");
  only.setAttribute("aria-label", `Only ${words}`);
  return element("li", {}, label, only);
}

function facetRows(page, graph, name, query, change) {
  const counts = facetCounts(page, graph, name);
  const values = facetValues(counts, name);
  const titles = name === "document"
    ? new Map(page.documents.map(({ id, title }) => [id, title || id])) : new Map();
  const words = (value) => titles.get(value) ?? FACETS[name].words(value);
  const found = values.filter((value) => words(value).toLowerCase().includes(query.trim().toLowerCase()));
  const rows = found.slice(0, ROWS_AT_ONCE).map((value) =>
    facetRow(name, value, words(value), counts.get(value), { ...change, values }));
  if (found.length > ROWS_AT_ONCE) {
    rows.push(element("li", { class: "hint" }, `and ${found.length - ROWS_AT_ONCE} more: find them by name`));
  }
  return { rows, many: values.length > ROWS_TO_FIND };
}

/** A group of rows that can be folded; `draw()` brings it into line with the filter. */
function makeFacet(name, page, view, onChange) {
  const list = element("ul", { class: "choices" });
  const find = element("input", { type: "search", class: "find", placeholder: "Find", "aria-label": `Find: ${FACETS[name].title}` });
  const state = element("span", { class: "count" });
  const fold = element("details", { class: "facet", "data-filter": name },
    element("summary", {}, element("span", {}, FACETS[name].title), state), find, list);
  fold.open = OPEN_FACETS.includes(name);
  const filter = () => view.narrowing.filters[name];

  function draw() {
    const active = isActive(filter());
    state.textContent = active ? "filtered" : "";
    fold.classList.toggle("active", active);
    if (!fold.open) return;
    const focused = list.contains(document.activeElement) ? document.activeElement.dataset.value : null;
    const { rows, many } = facetRows(page, view.graph(), name, find.value, { filter, done: onChange });
    find.hidden = !many;
    list.replaceChildren(...rows);
    if (focused) list.querySelector(`[data-value="${CSS.escape(focused)}"]`)?.focus();
  }

  find.addEventListener("input", draw);
  fold.addEventListener("toggle", draw);
  return { fold, draw };
}

/** A slider with its words; `read` and `write` join it to the narrowing. */
function makeSlider({ id, label, least, most, words, read, write }) {
  const slider = element("input", { type: "range", id, min: least, max: most, step: 1 });
  const output = element("output", { for: id });
  slider.addEventListener("input", () => write(Number(slider.value)));
  return {
    row: element("div", { class: "slider" }, element("label", { for: id }, label), output, slider),
    draw() {
      slider.value = String(read());
      output.textContent = words(read());
      slider.setAttribute("aria-valuetext", words(read()));
    },
  };
}

/** The slider's steps lie closer where there are few actors: positions 0 to 100 for 1 to `total`. */
function strengthSteps(total) {
  const count = (position) => Math.round(Math.exp((Math.log(total) * position) / 100));
  const position = (strongest) => (strongest >= total ? 100 : (100 * Math.log(strongest)) / Math.log(total));
  return { count, position };
}

function makeSliders(view, onChange) {
  const total = view.graph().actors.length;
  const most = Math.max(1, ...view.graph().relations.map(({ weight }) => weight));
  const { count, position } = strengthSteps(Math.max(total, 2));
  const sliders = [];
  if (most > 1) {
    sliders.push(makeSlider({
      id: "least-reports", label: "Independent reports", least: 1, most,
      words: (value) => (value === 1 ? "all" : `at least ${value}`),
      read: () => view.narrowing.least,
      write: (value) => onChange({ least: value }),
    }));
  }
  if (total > 20) {
    sliders.push(makeSlider({
      id: "strongest", label: "Strongest actors", least: 0, most: 100,
      words: () => (view.narrowing.strongest >= total
        ? `all ${numberText(total)}`
        : `${numberText(view.narrowing.strongest)} of ${numberText(total)}`),
      read: () => Math.round(position(view.narrowing.strongest)),
      write: (value) => onChange({ strongest: value >= 100 ? Infinity : count(value) }),
    }));
  }
  return sliders;
}

const LEVEL_WORDS = { actors: "as named", governments: "leaders as governments", states: "all as states" };

function levelSwitch(view, setLevel) {
  const radios = LEVELS.map((level) => {
    const radio = element("input", { type: "radio", name: "level", value: level });
    radio.addEventListener("change", () => setLevel(level));
    return radio;
  });
  const rows = radios.map((radio, i) =>
    element("label", { class: "radio" }, radio, element("span", {}, LEVEL_WORDS[LEVELS[i]])));
  return {
    row: element("fieldset", { class: "levels" }, element("legend", {}, "Show actors"), ...rows),
    draw() {
      for (const radio of radios) radio.checked = radio.value === view.graph().level;
    },
  };
}

/** Fill the panel of filters; returns a function that brings it into line with the narrowing. */
function fillLegend(section, { page, view, narrow, setLevel, reset }) {
  const facets = Object.keys(FACETS).map((name) => makeFacet(name, page, view, () => narrow({})));
  const first = facets.slice(0, OPEN_FACETS.length);
  const sliders = makeSliders(view, narrow);
  const levels = levelSwitch(view, setLevel);
  const showAll = button("link", reset, "Show all");
  showAll.id = "show-all";
  section.append(
    element("div", { class: "legend-head" }, element("h2", {}, "Legend and filters"), showAll),
    ...first.map(({ fold }) => fold),
    element("p", { class: "hint" }, "An arrow runs from the one who acts to the one acted on, a bar at its " +
      "beginning means against; its width shows how many independent reports state it. What is planned, " +
      "denied or only claimed is drawn lighter, with its sign."),
    ...sliders.map(({ row }) => row),
    ...(page.wholes.length ? [levels.row] : []),
    ...facets.slice(OPEN_FACETS.length).map(({ fold }) => fold),
  );
  return () => {
    for (const part of [...facets, ...sliders, levels]) part.draw();
  };
}
