// The search in the header, with Pagefind's index for the language of the page.

const dialog = document.querySelector("dialog.sw-search");
const input = dialog.querySelector("input");
const state = dialog.querySelector(".sw-search-state");
const list = dialog.querySelector(".sw-search-results");
const base = new URL(`${JSON.parse(document.getElementById("__config").textContent).base}/`, location);
const KINDS = ["records", "types", "rules", "codes", "problems", "values"]; // in the order of the results
const MOST = 10;
let engine;
let latest = 0; // the number of the latest query
let running = Promise.resolve(); // one search at a time: Pagefind's pages are one object for all, changed by each

async function load() {
  engine ??= import(new URL("pagefind/pagefind.js", base)).then(async (pagefind) => {
    await pagefind.options({ baseUrl: base.pathname, excerptLength: 20 });
    await pagefind.init();
    return pagefind;
  });
  return engine;
}

// A match in a title ranks before one in a heading, and that before one in the text; among equals, the page that
// is called so comes first.
function rank(result, query) {
  const term = query.toLowerCase();
  const title = (result.meta.title ?? "").toLowerCase();
  const words = title.split(/[\s/·]+/);
  const called = (result.meta.words ?? "").split(" | ");
  const heading = result.sub_results.some((part) => part.title.toLowerCase().split(/\s+/).includes(term));
  const kind = KINDS.findIndex((name) => result.url.includes(`/reference/${name}/`));
  const index = KINDS.some((name) => result.url.endsWith(`/reference/${name}/`));
  const samples = result.url.includes("/reference/samples/"); // after what they are samples of
  const named = !samples && result.url.toLowerCase().endsWith(`/${term}/`);
  return [
    title === term || words.includes(term) || called.includes(term) ? 0 : heading ? 1 : title.startsWith(term) ? 2 : title.includes(term) ? 3 : 4,
    named ? 0 : 1,
    index || samples ? 1 : 0,
    result.url.endsWith("Draft/") ? 1 : 0, // after the record that it is a draft of
    kind < 0 ? (title.includes(term) ? -1 : KINDS.length) : kind,
  ];
}

function compare(one, other) {
  const index = one.rank.findIndex((value, i) => value !== other.rank[i]);
  return index < 0 ? one.place - other.place : one.rank[index] - other.rank[index];
}

// The words of a query, those of Chinese apart, in lower case.
function split(query) {
  const words = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" }).segment(query.toLowerCase());
  return [...words].filter((each) => each.isWordLike).map((each) => each.segment);
}

// Whether a page has half of the words at least, or their stems. Pagefind alone finds the beginning of a word as well.
function holds(result, query) {
  const text = `${result.meta.title} ${result.meta.words} ${result.content}`.toLowerCase();
  const words = split(query);
  const kept = words.filter((word) => text.includes(word.length > 5 ? word.slice(0, -2) : word));
  return 2 * kept.length >= words.length;
}

export async function search(query) {
  const matches = await (await load()).search(query);
  const found = await Promise.all(matches.results.slice(0, 60).map((each) => each.data()));
  const results = found.filter((result) => holds(result, query));
  const ranked = results.map((result, place) => ({ result, place, rank: rank(result, query) }));
  const total = matches.results.length - found.length + results.length;
  return { total, results: ranked.sort(compare).slice(0, MOST).map((each) => each.result) };
}

function best(result, query) {
  const term = query.toLowerCase();
  const parts = result.sub_results.filter((part) => part.anchor);
  return parts.find((part) => part.title.toLowerCase().split(/\s+/).includes(term));
}

function row(result, query) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const part = best(result, query);
  link.href = part?.url ?? result.url;
  const title = document.createElement("strong");
  title.textContent = part && part.title !== result.meta.title ? `${result.meta.title} › ${part.title}` : result.meta.title;
  const excerpt = document.createElement("span");
  const found = (part ?? result).excerpt;
  if (found.includes(" | ")) excerpt.textContent = result.meta.about; // the words that the page does not show
  else excerpt.innerHTML = found; // Pagefind escapes everything but its own marks
  link.append(title, excerpt);
  item.append(link);
  return item;
}

async function show() {
  const query = input.value.trim();
  const number = ++latest;
  if (!query) {
    list.replaceChildren();
    state.textContent = "";
    return;
  }
  try {
    await running;
    if (number !== latest) return; // a newer query waits too
    const answer = search(query);
    running = answer.catch(() => {});
    const { total, results } = await answer;
    if (number !== latest) return; // a newer query has started
    list.replaceChildren(...results.map((result) => row(result, query)));
    list.dataset.query = query;
    state.textContent = results.length ? `${total} ${dialog.dataset.found}` : `${dialog.dataset.none} “${query}”`;
  } catch {
    state.textContent = dialog.dataset.failed;
  }
}

function open() {
  if (dialog.open) return;
  dialog.showModal();
  input.select();
  load().catch(() => {});
}

function move(step) {
  const links = [...list.querySelectorAll("a")];
  const next = links.indexOf(document.activeElement) + step;
  (next < 0 ? input : links[Math.min(next, links.length - 1)])?.focus();
}

for (const button of document.querySelectorAll("[data-sw-search]")) button.addEventListener("click", open);
input.addEventListener("input", show);
dialog.querySelector("form").addEventListener("submit", (event) => {
  if (event.submitter?.classList.contains("sw-close") && document.activeElement === event.submitter) return;
  const first = list.querySelector("a");
  if (first && document.activeElement === input) {
    event.preventDefault();
    first.click();
  }
});
dialog.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    move(step);
  }
});
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
list.addEventListener("click", (event) => event.target.closest("a") && dialog.close());
document.addEventListener("keydown", (event) => {
  if (dialog.open) return;
  const typing = event.target.closest("input, textarea, select, [contenteditable]") && !dialog.contains(event.target);
  const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey;
  if (slash || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
    event.preventDefault();
    open();
  }
});
