// The editor: the text of a document with line numbers and with its problems marked.

import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { xml } from "@codemirror/lang-xml";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  syntaxHighlighting,
} from "@codemirror/language";
import { searchKeymap } from "@codemirror/search";
import {
  Annotation,
  Compartment,
  EditorState,
  type Extension,
  RangeSet,
  StateEffect,
  StateField,
  type Text,
} from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  drawSelection,
  gutter,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from "@codemirror/view";

import type { Problem, Severity, Syntax } from "swschema";
import { label, pageLanguage } from "./labels";
import { PHRASES } from "./phrases";
import { type Span, findSpan } from "./spans";
import { COLOURS, THEME } from "./theme";

/** A problem and the part of the text that it marks. */
interface Mark {
  readonly problem: Problem;
  readonly span: Span;
}

// Marks a change that the page made, not the reader.
const byPage = Annotation.define<boolean>();
const setMarks = StateEffect.define<readonly Mark[]>();
const UNDERLINED = {
  error: Decoration.mark({ class: "cm-problem" }),
  warning: Decoration.mark({ class: "cm-problem cm-problem-warning" }),
  todo: Decoration.mark({ class: "cm-problem cm-problem-todo" }),
};

const SIGNS = { error: "✗", warning: "!", todo: "○" };

class ProblemMarker extends GutterMarker {
  constructor(private readonly severity: Severity) {
    super();
  }

  override toDOM(): HTMLElement {
    const dot = document.createElement("span");
    dot.className = `cm-problem-dot cm-problem-${this.severity}`;
    dot.textContent = SIGNS[this.severity];
    return dot;
  }
}
const MARKERS = {
  error: new ProblemMarker("error"),
  warning: new ProblemMarker("warning"),
  todo: new ProblemMarker("todo"),
};
const ORDER: readonly Severity[] = ["todo", "warning", "error"];

/** Return the severity that each line is marked with: the gravest of its problems. */
function lineSeverities(marks: readonly Mark[], doc: Text): Map<number, Severity> {
  const severities = new Map<number, Severity>();
  for (const { problem, span } of marks) {
    const line = doc.lineAt(span.from).from;
    const known = severities.get(line);
    const isGraver = !known || ORDER.indexOf(problem.severity) > ORDER.indexOf(known);
    if (isGraver) severities.set(line, problem.severity);
  }
  return severities;
}

const marksField = StateField.define<readonly Mark[]>({
  create: () => [],
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMarks)) return effect.value;
    if (!transaction.docChanged) return value;
    return value.map(({ problem, span: { from, to } }) => {
      const start = transaction.changes.mapPos(from, 1);
      const span = { from: start, to: Math.max(start, transaction.changes.mapPos(to, -1)) };
      return { problem, span };
    });
  },
  provide: (field) => [
    EditorView.decorations.from(field, underlines),
    gutter({
      class: "cm-problem-gutter",
      markers: (view) => {
        const severities = lineSeverities(view.state.field(field), view.state.doc);
        return RangeSet.of(
          [...severities].map(([line, severity]) => MARKERS[severity].range(line)),
          true,
        );
      },
    }),
  ],
});

function underlines(marks: readonly Mark[]): DecorationSet {
  const ranges = marks
    .filter(({ span }) => span.to > span.from)
    .map(({ problem, span }) => UNDERLINED[problem.severity].range(span.from, span.to));
  return Decoration.set(ranges, true);
}

const tooltips = hoverTooltip((view, position) => {
  const found = view.state
    .field(marksField)
    .filter(({ span: { from, to } }) => from <= position && position <= to);
  const first = found[0];
  if (!first) return null;
  return {
    pos: first.span.from,
    end: first.span.to,
    create() {
      const dom = document.createElement("div");
      dom.className = "cm-problem-tip";
      for (const { problem } of found) {
        const line = document.createElement("p");
        line.textContent = problem.message;
        dom.append(line);
      }
      return { dom };
    },
  };
});

const syntaxes = new Compartment();
const localization = new Compartment();

function localizedExtensions(): Extension {
  return [
    EditorState.phrases.of(pageLanguage() === "en" ? {} : PHRASES),
    EditorView.contentAttributes.of({ "aria-label": label("editor"), lang: "und" }),
  ];
}

export class Editor {
  private readonly view: EditorView;
  private syntax: Syntax | null = null;

  /** Make the editor in an element; `onEdit` is called when the reader has changed the text. */
  constructor(container: HTMLElement, onEdit: () => void) {
    // In a shadow root, CodeMirror uses constructed style sheets; elsewhere it inserts <style>
    // elements, which the Content-Security-Policy forbids.
    const root = container.attachShadow({ mode: "open" });
    const listener = EditorView.updateListener.of((update) => {
      const isEdit = update.transactions.some((each) => each.docChanged && !each.annotation(byPage));
      if (isEdit) onEdit();
    });
    const next = { key: "F8", run: () => this.goToNext() };
    this.view = new EditorView({
      root,
      parent: root,
      extensions: [
        lineNumbers(),
        marksField,
        foldGutter(),
        history(),
        drawSelection(),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        EditorView.lineWrapping,
        syntaxHighlighting(COLOURS),
        keymap.of([next, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap]),
        tooltips,
        listener,
        THEME,
        syntaxes.of([]),
        localization.of(localizedExtensions()),
      ],
    });
    this.view.contentDOM.tabIndex = 0;
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Replace the text. */
  show(text: string): void {
    const changes = { from: 0, to: this.view.state.doc.length, insert: text };
    this.view.dispatch({
      changes,
      annotations: byPage.of(true),
      effects: [setMarks.of([]), EditorView.scrollIntoView(0)],
      selection: { anchor: 0 },
    });
  }

  /** Replace the part of the text in which another one differs, so that the view stays where it is. */
  replace(text: string): void {
    const { doc } = this.view.state;
    const old = doc.toString();
    let from = 0;
    while (from < Math.min(old.length, text.length) && old[from] === text[from]) from += 1;
    let [to, end] = [old.length, text.length];
    while (Math.min(to, end) > from && old[to - 1] === text[end - 1]) [to, end] = [to - 1, end - 1];
    this.view.dispatch({
      changes: { from, to, insert: text.slice(from, end) },
      annotations: [byPage.of(true), isolateHistory.of("full")], // undone alone
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
  }

  /** Mark problems in the text, and colour it by its syntax. */
  mark(problems: readonly Problem[], syntax: Syntax | null): void {
    const { doc } = this.view.state;
    const marks = problems.flatMap((problem) => {
      const span = findSpan(doc, problem);
      return span ? [{ problem, span }] : [];
    });
    const effects: StateEffect<unknown>[] = [setMarks.of(marks)];
    if (syntax !== this.syntax) {
      this.syntax = syntax;
      const mode = syntax === "json" ? json() : syntax === "xml" ? xml() : [];
      effects.push(syntaxes.reconfigure(mode));
    }
    this.view.dispatch({ effects });
  }

  /** Move the cursor to a problem. */
  goTo(problem: Problem): void {
    const mark = this.view.state.field(marksField).find((each) => each.problem === problem);
    if (mark) this.select(mark.span);
  }

  /** Show the editor's own texts in the language of the page. */
  localize(): void {
    this.view.dispatch({ effects: localization.reconfigure(localizedExtensions()) });
  }

  focus(): void {
    this.view.focus();
  }

  private goToNext(): boolean {
    const at = this.view.state.selection.main.from;
    const found = this.view.state.field(marksField);
    const next = found.find(({ span }) => span.from > at) ?? found[0];
    if (next) this.select(next.span);
    return true;
  }

  private select({ from }: Span): void {
    this.view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
    this.view.focus();
  }
}
