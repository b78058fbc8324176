// What Mermaid's own parser makes of diagrams: stdin a list of texts, stdout a list of answers.
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");

// Mermaid keeps "#34;" as a placeholder until it draws; this is what a browser then shows.
function shown(text) {
  const element = window.document.createElement("p");
  element.innerHTML = text.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";");
  return { text: element.textContent, markup: element.children.length };
}

async function read(source) {
  try {
    await mermaid.parse(source);
    const { db, type } = await mermaid.mermaidAPI.getDiagramFromText(source);
    const nodes = [...db.getVertices().values()].map(({ id, text, classes, labelType }) => ({
      id,
      classes,
      type: labelType,
      ...shown(text),
    }));
    const edges = db.getEdges().map(({ start, end, stroke, labelType, text }) => ({
      start,
      end,
      stroke,
      type: labelType,
      ...shown(text),
    }));
    return { type, nodes, edges, classes: [...db.getClasses().keys()] };
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
}

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const answers = [];
for (const source of JSON.parse(Buffer.concat(chunks).toString("utf8"))) {
  answers.push(await read(source));
}
process.stdout.write(JSON.stringify(answers));
