// What an editor shows of the module in TypeScript: asked of the service that editors use.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , packages, folder] = process.argv;
const ts = createRequire(`${packages}/typescript/package.json`)("typescript");
const program = `import { type Registration } from "./swschema";
const registration = {} as Registration;
registration.status = "";
registration.application?.enterprise.legalName;
`;
const texts = { "/editor.ts": program, "/swschema.ts": readFileSync(`${folder}/swschema.ts`, "utf8") };
const service = ts.createLanguageService({
  getCompilationSettings: () => ({ strict: true, target: ts.ScriptTarget.ES2022, noLib: true }),
  getScriptFileNames: () => Object.keys(texts),
  getScriptVersion: () => "1",
  getScriptSnapshot: (name) => texts[name] && ts.ScriptSnapshot.fromString(texts[name]),
  getCurrentDirectory: () => "/",
  getDefaultLibFileName: () => "lib.d.ts",
  fileExists: (name) => name in texts,
  readFile: (name) => texts[name],
});
const at = (mark) => program.indexOf(mark);
const list = (place) => service.getCompletionsAtPosition("/editor.ts", place, {}).entries;
const shown = service.getQuickInfoAtPosition("/editor.ts", at("legalName"));
console.log(
  JSON.stringify({
    codes: list(at('"";') + 1).map((each) => each.name),
    members: list(at("legalName")).map((each) => each.name),
    words: ts.displayPartsToString(shown.documentation),
    type: ts.displayPartsToString(shown.displayParts),
  }),
);
