/* The panel: its three tabs, and on narrow screens the sheet that it becomes. */

const NARROW = window.matchMedia("(max-width: 60rem)");
const TABS = ["legend", "details", "camps"];

/** Tabs with arrow keys; `onChange` hears of the tab that is in front. */
function startTabs(onChange) {
  const tab = (name) => byId(`tab-${name}`);
  let front = "legend";
  function show(name) {
    front = name;
    for (const other of TABS) {
      tab(other).setAttribute("aria-selected", String(other === name));
      tab(other).tabIndex = other === name ? 0 : -1;
      byId(other).hidden = other !== name;
    }
    onChange(name);
  }
  TABS.forEach((name, i) => {
    tab(name).addEventListener("click", () => show(name));
    tab(name).addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = TABS[(i + step + TABS.length) % TABS.length];
      show(next);
      tab(next).focus();
    });
  });
  return { show, front: () => front };
}

/** The bottom sheet of narrow screens; on wide ones the panel is always there. */
function makeSheet(panel, opener) {
  return {
    isOpen: () => panel.classList.contains("open"),
    toggle(open) {
      panel.classList.toggle("open", open);
      opener.setAttribute("aria-expanded", String(open));
    },
  };
}

/** A menu under a button: closes on Escape, on a choice and on a click elsewhere. */
function startMenu(menu) {
  const close = () => {
    menu.open = false;
  };
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close();
    menu.querySelector("summary").focus();
    event.stopPropagation();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target) || event.target.closest("button")) close();
  });
}
