/* Citations: one sentence with its document and what it is cited for, as text to paste. */

/** “Sentence.” Title, 22 Jul 2018, https://… [Israel → White Helmets: evacuates; claimed by …; rule …] */
function citationText(page, relation, names, event) {
  const document = page.documents[event.doc];
  const sentence = event.pieces.map(([text]) => text).join("").trim();
  const source = [
    document.title || document.id,
    document.title ? document.id : "",
    event.date ? dateText(event.date) : "undated",
    isWebAddress(document.url) ? document.url : "",
  ].filter(Boolean).join(", ");
  const doubt = doubts(relation).map((words) => `; ${words}`).join("");
  const reading = `${names.source} → ${names.target}: ${relationText(relation)}${doubt}; rule ${event.rule}`;
  return `“${sentence}” ${source}. [${reading}]`;
}

/** Copy text; where the clipboard is refused, as in a sandboxed frame, by way of a selection. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = element("textarea", { class: "unseen", readonly: "", "aria-hidden": "true" });
    box.value = text;
    document.body.append(box);
    box.select();
    const copied = document.execCommand("copy");
    box.remove();
    return copied;
  }
}

/** A button that copies what `text()` gives and says so. */
function copyButton(label, text) {
  const node = button("link copy", async () => {
    const copied = await copyText(text());
    node.textContent = copied ? "Copied" : "Not copied";
    byId("announcement").textContent = copied ? "Copied" : "The browser refused to copy";
    setTimeout(() => {
      node.textContent = label;
    }, 1600);
  }, label);
  return node;
}
