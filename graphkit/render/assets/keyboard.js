/* The keyboard: single keys for what one does often; never while somebody types. */

const SHORTCUTS = [
  ["/", "find an actor"],
  ["n / p", "next, previous actor on the map, the strongest first"],
  ["m", "map"],
  ["t", "table"],
  ["c", "camps"],
  ["l", "legend and filters"],
  ["f", "fit the map"],
  ["+ / −", "zoom"],
  ["arrow keys", "move the map, walk through the rows of the table"],
  ["space", "play through time"],
  ["Esc", "clear the selection, close"],
  ["?", "this help"],
];

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
}

function startKeys(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    if (event.key !== "Escape" && isTyping(event.target)) return;
    if (event.key === " " && event.target !== document.body && !event.target.closest("#map")) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function fillHelp(dialog, opener) {
  const rows = SHORTCUTS.flatMap(([keys, words]) => [
    element("dt", {}, element("kbd", {}, keys)), element("dd", {}, words),
  ]);
  const close = button("plain", () => dialog.close(), "Close");
  dialog.append(element("h2", { id: "help-title" }, "Keys"), element("dl", {}, ...rows), close);
  opener.addEventListener("click", () => dialog.showModal());
}
