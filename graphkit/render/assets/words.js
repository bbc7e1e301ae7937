/* Words and small DOM pieces. Text reaches the page through text nodes only. */

const byId = (id) => document.getElementById(id);

const QUADS = ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const STATUSES = ["actual", "intended", "possible", "negated", "historical"];
const STATUS_SIGNS = { intended: "→", possible: "?", negated: "✕", historical: "↺" };
const CLAIMED_SIGN = "◌";

/** An element; string children become text nodes, empty ones are left out. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== ""));
  return node;
}

function button(className, onClick, ...children) {
  const node = element("button", { type: "button", class: className }, ...children);
  node.addEventListener("click", onClick);
  return node;
}

/** Whether an address is one of the web; any other could run script or read files. */
function isWebAddress(address) {
  try {
    return ["http:", "https:"].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

/** A link for http and https addresses; any other address stays plain text. */
function safeLink(address) {
  if (!isWebAddress(address)) return element("span", { dir: "auto" }, address);
  const url = new URL(address);
  const attributes = { href: url.href, target: "_blank", rel: "noopener noreferrer" };
  return element("a", attributes, url.hostname);
}

function plain(name) {
  return name.replaceAll("_", " ");
}

/** "12,345". The browser's own formats would be loaded for it, which takes longer than the map. */
function numberText(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

function plural(count, one, many = `${one}s`) {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

/** "22 Jul 2018" for an ISO date; what cannot be read as a date is shown as it stands. */
function dateText(iso) {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? [];
  return MONTHS[month - 1] ? `${Number(day)} ${MONTHS[month - 1]} ${year}` : iso;
}

function dateRange(first, last) {
  if (!first && !last) return "";
  if (!first || !last || first === last) return dateText(first || last);
  return `${dateText(first)} – ${dateText(last)}`;
}

function shorten(text, limit) {
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join("").trimEnd()}…`;
}

function quoted(labels) {
  return labels.map((label) => `“${label}”`).join(", ");
}

/** "labels “terrorists”": the relation with the label or charge it carries. */
function relationText(relation) {
  const words = plain(relation.relation);
  return relation.labels.length ? `${words} ${quoted(relation.labels)}` : words;
}

function nameList(names, limit = names.length) {
  const shown = names.slice(0, limit).join(", ");
  return names.length > limit ? `${shown} +${names.length - limit}` : shown;
}

function isDoubtful(relation) {
  return relation.status !== "actual" || relation.claimed;
}

/** What keeps a relation from being a plain fact: "negated", "claimed by Russia", or nothing.
 *  At most `limit` speakers are named; with 0 the words stand alone. */
function doubts(relation, limit) {
  const words = relation.status === "actual" ? [] : [relation.status];
  const by = (verb, names) => (limit === 0 || !names.length ? verb : `${verb} by ${nameList(names, limit)}`);
  if (relation.claimed) words.push(by("claimed", relation.claimed_by));
  if (relation.denied_by.length) words.push(by("denied", relation.denied_by));
  return words;
}

function doubtSign(relation) {
  return STATUS_SIGNS[relation.status] ?? (relation.claimed ? CLAIMED_SIGN : "");
}

/** The sign and the words of doubt in one: "✕ negated"; empty for a plain fact. */
function doubtText(relation, limit) {
  return [doubtSign(relation), doubts(relation, limit).join(", ")].filter(Boolean).join(" ");
}
