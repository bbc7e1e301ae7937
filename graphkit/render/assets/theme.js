/* Colours: the palette comes with the data; here each is made to stand out from the background. */

const MIN_CONTRAST = 3; // what WCAG 2.2 asks of graphics

function channels(colour) {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

function withAlpha(colour, alpha) {
  return `rgba(${channels(colour).join(", ")}, ${alpha})`;
}

function mix(colour, other, share) {
  const others = channels(other);
  const mixed = channels(colour).map((value, i) => Math.round(value + (others[i] - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function luminance(colour) {
  const [r, g, b] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour, moved towards the ink as far as lines need to be seen on the paper. */
function legible(colour, paper, ink) {
  let share = 0;
  while (share < 1 && contrast(mix(colour, ink, share), paper) < MIN_CONTRAST) share += 0.05;
  return mix(colour, ink, Math.min(share, 1));
}

/** The present scheme's colours; those of lines also become --line-<name> for the style sheet. */
function readTheme(colours) {
  const root = document.documentElement;
  const css = (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();
  const theme = { paper: css("paper"), ink: css("ink"), muted: css("muted"), fill: {}, line: {} };
  const all = { ...colours.actors, ...colours.relations, negated: colours.negated };
  for (const [name, colour] of Object.entries(all)) {
    theme.fill[name] = colour;
    theme.line[name] = legible(colour, theme.paper, theme.ink);
    root.style.setProperty(`--line-${name}`, theme.line[name]);
    root.style.setProperty(`--fill-${name}`, colour);
  }
  return theme;
}

/** The name of a relation's colour: its quad class, or grey where the text says it did not happen. */
function relationTone(relation) {
  return relation.status === "negated" ? "negated" : relation.quad;
}

const SCHEME = window.matchMedia("(prefers-color-scheme: dark)");

/** Light or dark as the system has it, until the button says otherwise; paper is always light. */
function startScheme(toggle, onChange) {
  let chosen = null;
  const apply = (scheme) => {
    document.documentElement.dataset.scheme = scheme;
    toggle.setAttribute("aria-pressed", String(scheme === "dark"));
    onChange();
  };
  const wanted = () => chosen ?? (SCHEME.matches ? "dark" : "light");
  toggle.addEventListener("click", () => {
    chosen = wanted() === "dark" ? "light" : "dark";
    apply(chosen);
  });
  SCHEME.addEventListener("change", () => apply(wanted()));
  window.addEventListener("beforeprint", () => apply("light"));
  window.addEventListener("afterprint", () => apply(wanted()));
  document.documentElement.dataset.scheme = wanted();
  toggle.setAttribute("aria-pressed", String(wanted() === "dark"));
}
