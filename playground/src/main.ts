// The page: what its buttons do, and what it shows of the worker's responses.

import about from "swschema:about";

import { formatNumber } from "./numbers";
import type { Problem, Report, Syntax } from "swschema";
import type { ReportFormat } from "swschema/report";
import { MAX_BYTES, type OpenFile, type WorkerResponse } from "./protocol";
import { currentTheme, showTheme, switchTheme } from "./appearance";
import { WorkerClient } from "./client";
import { Editor } from "./editor";
import { element } from "./elements";
import { copy, download, onDrop } from "./files";
import { label, pageLanguage, setPageLanguage } from "./labels";
import { fromFragment, isDocumentLink } from "./links";
import { writeLabels } from "./localize";
import { showError, showNotice, showText } from "./notice";
import { OpenFiles } from "./open_files";
import { fillSamples, loadSample } from "./samples";
import { readLanguage, readTheme, saveSetting } from "./settings";
import { askToShare } from "./share";
import { decode, encode } from "./text";
import { showDigest, showNoVerdict, showProblems, showVerdict } from "./verdict";

const PAUSE = 250; // milliseconds after the last key before the text is checked
const LONG = 800; // milliseconds after which a reader may want to stop
const NEEDS_DOCUMENT = ["to-json", "to-xml", "copy", "download", "share", "save"]; // controls

const client = new WorkerClient();
const samples = element<HTMLSelectElement>("samples");
const editor = new Editor(element("editor"), onEdit);
const files = new OpenFiles(client, ({ data }) => void openDocument(data));

let fileBytes: Uint8Array | null = null; // of an opened file, until it is edited
let report: Report | null = null;
let summary = "";
let digest = ""; // of a valid record
let timer = 0;
let checks = 0; // how many have begun

/** Return the document that is checked: the bytes of a file, or the text. */
function currentData(): Uint8Array {
  return fileBytes ?? encode(editor.text);
}

function onEdit(): void {
  fileBytes = null;
  showText("");
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  clearTimeout(timer);
  timer = window.setTimeout(() => void check(), PAUSE);
}

/** Validate the document and show the verdict, unless another check has begun since. */
async function check(): Promise<void> {
  clearTimeout(timer);
  checks += 1;
  const number = checks;
  document.body.dataset["state"] = "checking";
  const data = currentData();
  if (!data.length) {
    report = null;
    samples.value = "";
  } else {
    if (!report) showNoVerdict(element("verdict"), "checking");
    const request = { kind: "validate", data, language: pageLanguage() } as const;
    const response = await stoppable(client.send(request));
    if (number !== checks) return;
    report = response.kind === "report" ? response.report : null;
    summary = response.kind === "report" ? response.summary : "";
    digest = response.kind === "report" ? response.digest : "";
    if (response.kind === "failed") showFailure(response.reason);
  }
  editor.mark(report?.problems ?? [], report?.syntax ?? null);
  for (const id of NEEDS_DOCUMENT) element<HTMLButtonElement | HTMLSelectElement>(id).disabled = !data.length;
  showReport();
  document.body.dataset["state"] = "checked";
  document.body.dataset["checks"] = String(number);
  const isShown = await files.showProgress(data, report, () => number === checks);
  if (isShown) document.body.dataset["progress"] = String(number);
}

/** Offer to stop what takes long. */
async function stoppable(work: Promise<WorkerResponse>): Promise<WorkerResponse> {
  const button = element("stop");
  const shown = window.setTimeout(() => (button.hidden = false), LONG);
  const response = await work;
  clearTimeout(shown);
  button.hidden = true;
  return response;
}

function showFailure(reason: string): void {
  if (reason === "stopped") showNotice("stopped");
  else showError("failed");
}

function showReport(): void {
  element("try").hidden = editor.text !== "" || report !== null;
  nameConversion("json", "toJson", "formatJson");
  nameConversion("xml", "toXml", "formatXml");
  if (report) showVerdict(element("verdict"), report, summary);
  else showNoVerdict(element("verdict"), "waiting");
  showDigest(element("digest"), report ? digest : "");
  showProblems(element("problems"), report?.problems ?? [], {
    onSelect: (problem) => editor.goTo(problem),
    onFix: (problem) => void fix(problem),
  });
}

/** Name the button that converts to a syntax: for a document in it, that formats it. */
function nameConversion(
  syntax: Syntax,
  convert: "toJson" | "toXml",
  format: "formatJson" | "formatXml",
): void {
  const button = element(`to-${syntax}`);
  button.dataset["text"] = report?.syntax === syntax ? format : convert;
  button.textContent = label(report?.syntax === syntax ? format : convert);
}

async function openDocument(data: Uint8Array): Promise<void> {
  editor.show(decode(data));
  fileBytes = data;
  report = null;
  await check();
}

/** Open a document in place of all that are open. */
async function openAlone(data: Uint8Array): Promise<void> {
  files.replace([]);
  await openDocument(data);
}

async function openFiles(chosen: readonly File[]): Promise<void> {
  if (chosen.some(({ size }) => size > MAX_BYTES)) {
    showError("tooLarge", { limit: formatNumber(MAX_BYTES) });
    return;
  }
  const opened = await Promise.all(
    chosen.map(async (file) => ({ name: file.name, data: new Uint8Array(await file.arrayBuffer()) })),
  );
  const [first] = opened;
  if (!first) return;
  files.replace(opened);
  samples.value = "";
  if (opened.length > 1) showNotice("openedFiles", { count: formatNumber(opened.length) });
  else announce(first);
  await openDocument(first.data);
}

function announce({ name, data }: OpenFile): void {
  const isUtf8 = new TextDecoder().decode(data) === decode(data);
  showNotice(isUtf8 ? "opened" : "decoded", { name, count: formatNumber(data.length) });
}

async function openSample(): Promise<void> {
  const sample = await loadSample(samples.value);
  if (!sample) return;
  showText(sample.description);
  await openAlone(sample.data);
}

async function openLink(): Promise<void> {
  if (!isDocumentLink(location.hash)) return;
  try {
    const text = await fromFragment(location.hash, MAX_BYTES);
    showNotice("fromLink");
    await openAlone(encode(text));
  } catch {
    showError("badLink");
  }
}

async function convertTo(to: Syntax): Promise<void> {
  const language = pageLanguage();
  const request = { kind: "convert", data: currentData(), to, language } as const;
  const response = await stoppable(client.send(request));
  if (response.kind !== "converted") {
    showNotWritten("notConverted", response);
    return;
  }
  const isWhole = report?.valid === true;
  if (report?.syntax === to) showNotice("formatted");
  else showNotice(isWhole ? "converted" : "convertedWithProblems", { syntax: to.toUpperCase() });
  await openDocument(encode(response.text));
}

/** Do to the document what fixes a problem. */
async function fix({ fix: operations }: Problem): Promise<void> {
  const request = { kind: "fix", data: currentData(), operations, language: pageLanguage() } as const;
  const response = await stoppable(client.send(request));
  if (response.kind !== "converted") {
    showNotWritten("notFixed", response);
    return;
  }
  editor.replace(response.text);
  fileBytes = null;
  showNotice("fixed");
  await check();
}

function showNotWritten(name: "notConverted" | "notFixed", response: WorkerResponse): void {
  if (response.kind === "notConverted") {
    const place = response.pointer ? `${response.pointer}:` : "";
    showError(name, { place, reason: response.reason });
  } else if (response.kind === "failed") {
    showFailure(response.reason);
  }
}

async function share(): Promise<void> {
  const response = await client.send({ kind: "privateNames", data: currentData() });
  await askToShare(editor.text, response.kind === "privateNames" ? response.names : []);
}

/** Offer the report on the document as a file, in the format chosen. */
async function saveReport(select: HTMLSelectElement): Promise<void> {
  const format = select.value as ReportFormat;
  select.value = "";
  if (!report) return;
  const response = await client.send({ kind: "render", report, format });
  const suffix = { text: "txt", json: "json", sarif: "sarif.json" }[format];
  if (response.kind === "converted") download(encode(response.text), `report.${suffix}`);
  else showError("failed");
}

/** Show the whole page in its language. */
function localize(): void {
  const isEnglish = pageLanguage() === "en";
  document.documentElement.lang = pageLanguage();
  const switcher = element("language");
  switcher.textContent = isEnglish ? "中文" : "English";
  switcher.lang = isEnglish ? "zh-Hans" : "en";
  writeLabels(document);
  fillSamples(samples);
  element("version").textContent = label("version", about);
  showTheme(currentTheme());
  editor.localize();
  showReport();
}

function switchLanguage(): void {
  setPageLanguage(pageLanguage() === "en" ? "zh-Hans" : "en");
  saveSetting("language", pageLanguage());
  showText("");
  localize();
  if (report) void check();
}

function connectButtons(): void {
  element("language").onclick = switchLanguage;
  element("theme").onclick = switchTheme;
  element("open").onclick = () => element("file").click();
  element("to-json").onclick = () => void convertTo("json");
  element("to-xml").onclick = () => void convertTo("xml");
  const save = element<HTMLSelectElement>("save");
  save.onchange = () => void saveReport(save);
  element("stop").onclick = () => client.stop();
  element("copy").onclick = async () =>
    showNotice((await copy(editor.text)) ? "copied" : "notCopied");
  element("download").onclick = () => {
    download(currentData(), `${report?.record ?? "document"}.${report?.syntax ?? "txt"}`);
  };
  element("share").onclick = () => void share();
}

function connectInputs(): void {
  samples.onchange = () => void openSample();
  for (const button of document.querySelectorAll<HTMLElement>("[data-sample]")) {
    button.onclick = () => {
      samples.value = button.dataset["sample"] ?? "";
      void openSample();
      editor.focus();
    };
  }
  const input = element<HTMLInputElement>("file");
  input.onchange = () => {
    const chosen = [...(input.files ?? [])];
    input.value = "";
    if (chosen.length) void openFiles(chosen);
  };
  onDrop(element("drop"), (dropped) => void openFiles(dropped));
  addEventListener("hashchange", () => void openLink());
}

function start(): void {
  setPageLanguage(readLanguage());
  document.documentElement.dataset["theme"] = readTheme();
  localize();
  connectButtons();
  connectInputs();
  document.body.dataset["checks"] = "0";
  document.body.dataset["progress"] = "0";
  document.body.dataset["state"] = "ready";
  void openLink();
}

start();
