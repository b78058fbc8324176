// Whether documents are what schema-dts says a graph of schema.org is.
// stdin: {name: document}; stdout: {name: [what is wrong with it]}.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const here = dirname(fileURLToPath(import.meta.url));
const documents = JSON.parse(readFileSync(0, "utf8"));
const faults = {};
const sources = new Map();
for (const [name, text] of Object.entries(documents)) {
  faults[name] = [];
  try {
    const value = JSON.stringify(JSON.parse(text), null, 1);
    const path = join(here, `document-${sources.size}.ts`);
    const code = `import type { Graph } from "schema-dts";\nexport const graph: Graph = ${value};\n`;
    sources.set(path, { name, code });
  } catch (error) {
    faults[name].push(`no JSON: ${error.message}`);
  }
}

const options = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  noEmit: true,
  skipLibCheck: true,
  lib: ["lib.es5.d.ts"],
  strict: true,
  target: ts.ScriptTarget.ES2022,
  types: [],
};
const host = ts.createCompilerHost(options);
const { fileExists, getSourceFile, readFile } = host;
host.fileExists = (path) => sources.has(path) || fileExists(path);
host.readFile = (path) => sources.get(path)?.code ?? readFile(path);
host.getSourceFile = (path, version, ...rest) =>
  sources.has(path)
    ? ts.createSourceFile(path, sources.get(path).code, version)
    : getSourceFile(path, version, ...rest);

const program = ts.createProgram([...sources.keys()], options, host);
const general = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
if (general.length > 0) {
  throw new Error(ts.flattenDiagnosticMessageText(general[0].messageText, "\n"));
}
for (const [path, { name }] of sources) {
  const file = program.getSourceFile(path);
  for (const found of [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]) {
    faults[name].push(ts.flattenDiagnosticMessageText(found.messageText, "\n"));
  }
}
process.stdout.write(JSON.stringify(faults));
