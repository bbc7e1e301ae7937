/* The widget's front end, for anywidget: the page in a sandboxed frame, and a port to talk to it.
   The frame has no origin, so nothing in it reaches the notebook but through this port. */

function makeFrame(model) {
  const frame = document.createElement("iframe");
  frame.title = "graphkit";
  frame.style.cssText = `border: 0; width: 100%; height: ${model.get("height")}px`;
  frame.setAttribute("sandbox", model.get("sandbox"));
  frame.setAttribute("allow", model.get("permissions"));
  return frame;
}

function wantedSelection(model) {
  return { edges: model.get("selected_edges"), actors: model.get("selected_actors") };
}

function render({ model, el }) {
  const frame = makeFrame(model);
  let port = null;
  let hearing = false;
  const hear = ({ data: { edges, actors, shown } }) => {
    hearing = true; // what the page says is no wish of Python's
    model.set("selected_edges", edges);
    model.set("selected_actors", actors);
    model.set("shown_edges", shown);
    hearing = false;
    model.save_changes();
  };
  const send = (words) => {
    if (!hearing) port?.postMessage(words);
  };
  const sendSelection = () => send({ selected: wantedSelection(model) });
  const sendKept = () => send({ show: model.get("kept_edges") });

  frame.addEventListener("load", () => {
    port?.close();
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = hear;
    // What Python asked for before the page was there goes first: the page answers with its state.
    send({ show: model.get("kept_edges"), selected: wantedSelection(model) });
    frame.contentWindow.postMessage("graphkit:connect", "*", [channel.port2]);
  });
  const changes = [
    ["change:selected_edges", sendSelection],
    ["change:selected_actors", sendSelection],
    ["change:kept_edges", sendKept],
  ];
  for (const [name, answer] of changes) model.on(name, answer);
  frame.srcdoc = model.get("page");
  el.append(frame);
  return () => {
    for (const [name, answer] of changes) model.off(name, answer);
    port?.close();
  };
}

export default { render };
