/* The timeline: events for and against over time, with a brush that narrows the view, and play. */

const MOST_BINS = 72;
const STEP_MS = 700;
const DAY = 86400000;

const toDay = (iso) => Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY);
const toIso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** The first days of bins that cover the dates: days, weeks, months or years, as many as fit. */
function binStarts(first, last) {
  const spread = (step) => {
    const starts = [];
    for (let day = first; day <= last; day += step) starts.push(day);
    return starts;
  };
  if (last - first < MOST_BINS) return spread(1);
  if (last - first < 7 * MOST_BINS) return spread(7);
  const months = calendarStarts(first, last, 1);
  return months.length <= MOST_BINS ? months : calendarStarts(first, last, Math.ceil(months.length / MOST_BINS / 12) * 12);
}

function calendarStarts(first, last, months) {
  const start = new Date(first * DAY);
  const starts = [];
  for (let i = 0; ; i += months) {
    const month = months < 12 ? start.getUTCMonth() + i : i;
    const day = Date.UTC(start.getUTCFullYear(), month, 1) / DAY;
    if (day > last) return starts;
    starts.push(day);
  }
}

/** The bins of all dates; `count(dates)` tells how many fall into each. */
function makeBins(dates) {
  const days = dates.filter(Boolean).map(toDay).filter(Number.isFinite);
  const [first, last] = days.reduce(([least, most], day) => [Math.min(least, day), Math.max(most, day)], [Infinity, -Infinity]);
  const starts = days.length ? binStarts(first, last) : [];
  const size = starts.length;
  const indexOf = (iso) => {
    const day = toDay(iso);
    let [low, high] = [0, size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= day) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  return {
    size,
    indexOf,
    from: (index) => toIso(starts[index]),
    to: (index) => toIso(index + 1 < size ? starts[index + 1] - 1 : last),
    count(dated) {
      const counts = new Array(size).fill(0);
      for (const date of dated) {
        const index = date ? indexOf(date) : -1;
        if (index >= 0) counts[index] += 1;
      }
      return counts;
    },
  };
}

/** Bars upwards for cooperation and downwards for conflict. */
function histogram(up, down) {
  const most = Math.max(1, ...up, ...down);
  const bar = (count, i, side) => (count ? [drawing("rect", {
    x: i + 0.1, width: 0.8, class: side, height: (count / most) * 19 + 0.6,
    y: side === "for" ? 20 - (count / most) * 19 - 0.6 : 20,
  })] : []);
  return [
    ...up.flatMap((count, i) => bar(count, i, "for")),
    ...down.flatMap((count, i) => bar(count, i, "against")),
    drawing("line", { x1: 0, x2: up.length, y1: 20, y2: 20, class: "axis" }),
  ];
}

/** The brush: bins `start` to `end`, both included, read from and written to the narrowing. */
function makeBrush(bins, view, narrow) {
  return {
    read() {
      const { from, to } = view.narrowing;
      const clamp = (index) => Math.min(Math.max(index, 0), bins.size - 1);
      return [from ? clamp(bins.indexOf(from)) : 0, to ? clamp(bins.indexOf(to)) : bins.size - 1];
    },
    write(one, other) {
      const [start, end] = [Math.min(one, other), Math.max(one, other)];
      const whole = start <= 0 && end >= bins.size - 1;
      narrow(whole ? { from: "", to: "" } : { from: bins.from(start), to: bins.to(end) });
    },
  };
}

function timeSlider(label, bins, onInput) {
  const slider = element("input", { type: "range", min: 0, max: bins.size - 1, step: 1, "aria-label": label });
  slider.addEventListener("input", () => onInput(Number(slider.value)));
  return slider;
}

/** Drag over the bars to choose a span. */
function startBrushing(chart, bins, brush) {
  let start = null;
  const at = (event) => {
    const { left, width } = chart.getBoundingClientRect();
    return Math.min(Math.max(Math.floor(((event.clientX - left) / width) * bins.size), 0), bins.size - 1);
  };
  chart.addEventListener("pointerdown", (event) => {
    start = at(event);
    chart.setPointerCapture(event.pointerId);
    brush.write(start, start);
  });
  chart.addEventListener("pointermove", (event) => {
    if (start !== null) brush.write(start, at(event));
  });
  for (const name of ["pointerup", "pointercancel"]) {
    chart.addEventListener(name, () => {
      start = null;
    });
  }
}

/** Play: a whole span grows from its beginning, a narrower one moves on, until the end. */
function makePlayer(bins, brush, onState) {
  let timer = null;
  let width = 0;
  function stop() {
    clearInterval(timer);
    timer = null;
    onState(false);
  }
  function step() {
    const [start, end] = brush.read();
    if (end >= bins.size - 1) stop();
    else brush.write(width ? start + 1 : start, end + 1);
  }
  return {
    stop,
    toggle() {
      if (timer) {
        stop();
        return;
      }
      const [start, end] = brush.read();
      const whole = start === 0 && end === bins.size - 1;
      width = start === 0 ? 0 : end - start + 1;
      if (whole) brush.write(0, 0);
      else if (end === bins.size - 1) brush.write(0, end - start);
      timer = setInterval(step, STEP_MS);
      onState(true);
    },
  };
}

/** Fill the strip below the map; returns a function that brings it into line with the view. */
function startTimeline(section, { page, view, bins, narrow }) {
  section.hidden = bins.size < 2;
  if (section.hidden) return () => {};
  const brush = makeBrush(bins, view, narrow);
  const chart = drawing("svg", {
    class: "chart", viewBox: `0 0 ${bins.size} 40`, preserveAspectRatio: "none", "aria-hidden": "true",
  });
  const shade = [element("span", { class: "shade" }), element("span", { class: "shade" })];
  const from = timeSlider("From", bins, (index) => brush.write(index, Math.max(index, brush.read()[1])));
  const to = timeSlider("To", bins, (index) => brush.write(Math.min(index, brush.read()[0]), index));
  const range = element("p", { class: "range", role: "status" });
  const play = button("play", () => player.toggle(), "▶");
  const player = makePlayer(bins, brush, (on) => {
    play.textContent = on ? "❚❚" : "▶";
    play.setAttribute("aria-label", on ? "Stop" : "Play through time");
    play.setAttribute("aria-pressed", String(on));
  });
  player.stop();
  const all = button("link", () => brush.write(0, bins.size - 1), "All time");
  section.append(
    element("div", { class: "timeline-head" }, play, range, all),
    element("div", { class: "brush" }, chart, ...shade, from, to),
    element("div", { class: "years", "aria-hidden": "true" },
      element("span", {}, dateText(bins.from(0))),
      element("span", { class: "key" }, element("i", { class: "for" }), "for", element("i", { class: "against" }), "against"),
      element("span", {}, dateText(bins.to(bins.size - 1)))),
  );
  startBrushing(chart, bins, brush);
  const undated = page.events.filter(({ date }) => !date).length;

  return () => {
    const relations = view.datelessRelations();
    const dates = (conflict) => relations.filter(({ quad }) => isConflict(quad) === conflict)
      .flatMap(({ events }) => events.map((index) => page.events[index].date));
    chart.replaceChildren(...histogram(bins.count(dates(false)), bins.count(dates(true))));
    const [start, end] = brush.read();
    const narrowed = start > 0 || end < bins.size - 1;
    [from.value, to.value] = [String(start), String(end)];
    from.setAttribute("aria-valuetext", dateText(bins.from(start)));
    to.setAttribute("aria-valuetext", dateText(bins.to(end)));
    shade[0].style.width = `${(100 * start) / bins.size}%`;
    shade[1].style.width = `${(100 * (bins.size - 1 - end)) / bins.size}%`;
    all.hidden = !narrowed;
    const without = narrowed && undated ? ` · without ${plural(undated, "undated event")}` : "";
    const { from: first, to: last } = view.narrowing;
    range.textContent = `${dateRange(first || bins.from(0), last || bins.to(bins.size - 1))}${without}`;
  };
}
