/* Joins the page to the widget around it, which hands over a port when the page has loaded. Out go
   the selection and what the filters leave; in come a selection and the relations to show. */
(() => {
"use strict";

const { graphkit } = window;

function state() {
  const { edge, node } = graphkit.selection() ?? {};
  return { edges: edge ? [edge] : [], actors: node ? [node] : [], shown: graphkit.shown() };
}

function isSelected(wanted) {
  const now = graphkit.selection();
  return now?.edge === wanted?.edge && now?.node === wanted?.node;
}

function obey({ select, show }) {
  // What the page told before comes back as a wish: selecting it again would move the map.
  if (select !== undefined && !isSelected(select)) graphkit.select(select);
  if (show !== undefined) graphkit.show(show);
}

function connect(port) {
  let waiting = false;
  const tell = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      port.postMessage(state());
    });
  };
  document.addEventListener("graphkit:change", tell);
  port.addEventListener("message", ({ data }) => obey(data));
  port.start();
}

window.addEventListener("message", ({ source, data, ports: [port] }) => {
  if (source === window.parent && data === "graphkit:connect" && port) connect(port);
});
})();
