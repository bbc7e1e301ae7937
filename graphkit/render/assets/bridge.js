/* Joins the page to the widget around it, which hands over a port when the page has loaded. Out go
   the selection and what the filters leave; in come a selection and the relations to show. */
(() => {
"use strict";

const { graphkit } = window;

/** The ids of the data's own relations: a page that is rolled up shows several as one. */
function idsBehind(relations) {
  return relations.flatMap(({ id, behind }) => behind ?? [id]);
}

function state() {
  const { edge, node, path } = graphkit.selection() ?? {};
  const { relations } = graphkit.shown();
  const selected = [...relations, ...graphkit.data.relations].find(({ id }) => id === edge);
  return {
    edges: selected ? idsBehind([selected]) : [],
    actors: path ?? (node ? [node] : []),
    shown: idsBehind(relations),
  };
}

function isSelected({ edges, actors }) {
  const now = state();
  return JSON.stringify([now.edges, now.actors]) === JSON.stringify([edges, actors]);
}

/** The one thing that the page can select: a relation before an actor. */
function select({ edges: [edge], actors: [node] }) {
  graphkit.select(edge ? { edge } : node ? { node } : null);
}

function obey({ selected, show }) {
  // What the page told before comes back as a wish: selecting it again would move the map.
  if (selected !== undefined && !isSelected(selected)) select(selected);
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
  window.addEventListener("graphkit-change", tell);
  port.addEventListener("message", ({ data }) => obey(data));
  port.start();
}

window.addEventListener("message", ({ source, data, ports: [port] }) => {
  if (source === window.parent && data === "graphkit:connect" && port) connect(port);
});
})();
