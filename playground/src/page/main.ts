// The page: what its buttons do, and what it shows of the worker's answers.

import type { Answer } from "../protocol";
import { grouped } from "../numbers";
import type { Problem, Report, Syntax } from "../problems";
import { encode, shown } from "./text";
import { DEFAULT_LIMITS } from "../limits";
import about from "swschema:about";
import { Editor } from "./editor";
import { copy, download, onDrop } from "./files";
import { Judge } from "./client";
import { label } from "./localize";
import { fragmentOf, isFragment, textOf } from "./links";
import { fillSamples, loadSample } from "./samples";
import { type Theme, chosenLanguage, chosenTheme, remember } from "./settings";
import { showInstead, showProblems, showVerdict } from "./verdict";
import { type Word, language, say, speak } from "./labels";

const PAUSE = 250; // milliseconds after the last key before the text is checked
const LONG_LINK = 30_000;
const SHOWN_NAMES = 3;

function find<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`there is no #${id}`);
  return found as T;
}

const judge = new Judge();
const verdict = find("verdict");
const list = find("problems");
const told = find("told");
const samples = find<HTMLSelectElement>("samples");
const editor = new Editor(find("editor"), edited);

let bytes: Uint8Array | null = null; // of a file, for as long as nobody edits it
let report: Report | null = null;
let timer = 0;
let asked = 0;

/** Return the document as it is judged: the bytes of a file, or the text. */
function data(): Uint8Array {
  return bytes ?? encode(editor.text);
}

function edited(): void {
  bytes = null;
  tell();
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  clearTimeout(timer);
  timer = window.setTimeout(() => void check(), PAUSE);
}

/** Say what has happened; nothing clears it. */
function tell(word?: Word, gaps: Readonly<Record<string, unknown>> = {}, isWrong = false): void {
  told.textContent = word ? say(word, gaps) : "";
  told.classList.toggle("wrong", isWrong);
}

function enable(isThere: boolean): void {
  for (const id of ["to-json", "to-xml", "copy", "download", "share"]) {
    find<HTMLButtonElement>(id).disabled = !isThere;
  }
}

/** Have the document judged, and show the verdict. */
async function check(): Promise<void> {
  clearTimeout(timer);
  asked += 1;
  const mine = asked;
  document.body.dataset["state"] = "checking";
  const judged = data();
  if (!judged.length) {
    report = null;
    samples.value = "";
    editor.mark([], null);
  } else {
    if (!report) showInstead(verdict, "checking");
    const answer = await judge.ask({ kind: "check", data: judged, language: language() });
    if (mine !== asked) return;
    report = answer?.kind === "checked" ? answer.report : null;
    if (!report) tell("failed", {}, true);
    editor.mark(report?.problems ?? [], report?.syntax ?? null);
  }
  enable(judged.length > 0);
  show();
  document.body.dataset["state"] = "checked";
  document.body.dataset["checks"] = String(mine);
}

function show(): void {
  find("try").hidden = editor.text !== "" || report !== null;
  for (const syntax of ["json", "xml"] as const) {
    const isSame = report?.syntax === syntax;
    find(`to-${syntax}`).dataset["words"] = `${isSame ? "tidy" : "to"}${syntax === "json" ? "Json" : "Xml"}`;
  }
  label(find("to-json").parentElement ?? document);
  if (report) showVerdict(verdict, report, language() !== "en");
  else showInstead(verdict, "waiting");
  showProblems(list, report?.problems ?? [], (problem: Problem) => editor.goTo(problem));
}

async function open(opened: Uint8Array): Promise<void> {
  const text = shown(opened);
  editor.show(text);
  bytes = opened;
  report = null;
  await check();
}

async function openFile(file: File): Promise<void> {
  if (file.size > DEFAULT_LIMITS.maxBytes) {
    tell("tooLarge", { limit: grouped(DEFAULT_LIMITS.maxBytes) }, true);
    return;
  }
  const opened = new Uint8Array(await file.arrayBuffer());
  const isText = new TextDecoder().decode(opened) === shown(opened);
  const gaps = { name: file.name, count: grouped(opened.length) };
  tell(isText ? "opened" : "decoded", gaps);
  samples.value = "";
  await open(opened);
}

async function pick(): Promise<void> {
  const sample = await loadSample(samples.value);
  if (!sample) return;
  told.textContent = sample.description;
  told.classList.remove("wrong");
  await open(sample.data);
}

async function convertTo(to: Syntax): Promise<void> {
  const answer = await judge.ask({ kind: "convert", data: data(), to, language: language() });
  if (answer?.kind === "converted") {
    if (report?.syntax === to) tell("tidied");
    else tell("converted", { syntax: to.toUpperCase() });
    await open(encode(answer.text));
  } else {
    refused(answer);
  }
}

function refused(answer: Answer | null): void {
  if (answer?.kind === "refused") {
    const place = answer.pointer ? `${answer.pointer}:` : "";
    tell("notConverted", { place, reason: answer.reason }, true);
  } else {
    tell("failed", {}, true);
  }
}

async function askToShare(): Promise<void> {
  const answer = await judge.ask({ kind: "names", data: data(), language: language() });
  const names = answer?.kind === "named" ? answer.names : [];
  const some = [...new Set(names)].slice(0, SHOWN_NAMES).join(language() === "en" ? ", " : "、");
  find("sharing-private").textContent = names.length
    ? say("sharePrivate", { count: names.length, names: some })
    : "";
  const fragment = await fragmentOf(editor.text);
  const length = location.href.split("#")[0]?.length ?? 0;
  find("sharing-long").textContent =
    fragment.length > LONG_LINK ? say("shareLong", { count: grouped(length + fragment.length) }) : "";
  const dialog = find<HTMLDialogElement>("sharing");
  dialog.returnValue = "cancel";
  dialog.onclose = () => {
    if (dialog.returnValue === "share") void share(fragment);
  };
  dialog.showModal();
}

async function share(fragment: string): Promise<void> {
  history.replaceState(null, "", fragment);
  tell((await copy(location.href)) ? "shared" : "sharedOnly");
}

async function openLink(): Promise<void> {
  if (!isFragment(location.hash)) return;
  try {
    const text = await textOf(location.hash, DEFAULT_LIMITS.maxBytes);
    tell("fromLink");
    await open(encode(text));
  } catch {
    tell("badLink", {}, true);
  }
}

function showTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  find("theme").textContent = say(theme === "light" ? "dark" : "light");
}

function relabel(): void {
  document.documentElement.lang = language();
  const other = find("language");
  other.textContent = language() === "en" ? "中文" : "English";
  other.lang = language() === "en" ? "zh-Hans" : "en";
  label(document);
  fillSamples(samples);
  find("version").textContent = say("version", about);
  showTheme((document.documentElement.dataset["theme"] ?? "light") as Theme);
  editor.relabel();
  show();
}

function start(): void {
  speak(chosenLanguage());
  document.documentElement.dataset["theme"] = chosenTheme();
  relabel();
  find("language").onclick = () => {
    speak(language() === "en" ? "zh-Hans" : "en");
    remember("language", language());
    tell();
    relabel();
    if (report) void check();
  };
  find("theme").onclick = () => {
    const theme = document.documentElement.dataset["theme"] === "dark" ? "light" : "dark";
    remember("theme", theme);
    showTheme(theme);
  };
  samples.onchange = () => void pick();
  for (const button of document.querySelectorAll<HTMLElement>("[data-sample]")) {
    button.onclick = () => {
      samples.value = button.dataset["sample"] ?? "";
      void pick();
      editor.focus();
    };
  }
  find("open").onclick = () => find("file").click();
  find<HTMLInputElement>("file").onchange = ({ target }) => {
    const input = target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = "";
    if (file) void openFile(file);
  };
  find("to-json").onclick = () => void convertTo("json");
  find("to-xml").onclick = () => void convertTo("xml");
  find("copy").onclick = async () => tell((await copy(editor.text)) ? "copied" : "notCopied");
  find("download").onclick = () => {
    download(data(), `${report?.record ?? "document"}.${report?.syntax ?? "txt"}`);
  };
  find("share").onclick = () => void askToShare();
  onDrop(find("drop"), (file) => void openFile(file));
  addEventListener("hashchange", () => void openLink());
  document.body.dataset["checks"] = "0";
  document.body.dataset["state"] = "ready";
  if (location.hash) void openLink();
}

start();
