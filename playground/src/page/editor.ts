// The editor: a document with line numbers, and marks where its problems are.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
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
import type { Problem, Severity, Syntax } from "../problems";
import { PHRASES } from "./phrases";
import { COLOURS, THEME } from "./theme";
import { type Span, spanOf } from "./spans";
import { language, say } from "./labels";

/** A problem and what it marks in the text. */
interface Mark {
  readonly problem: Problem;
  readonly span: Span;
}

// On a change that the page made, not a person.
const ours = Annotation.define<boolean>();
const setMarks = StateEffect.define<readonly Mark[]>();
const UNDERLINED = {
  error: Decoration.mark({ class: "cm-problem" }),
  warning: Decoration.mark({ class: "cm-problem cm-problem-warning" }),
};

class ProblemMarker extends GutterMarker {
  constructor(private readonly severity: Severity) {
    super();
  }

  override toDOM(): HTMLElement {
    const dot = document.createElement("span");
    dot.className = `cm-problem-dot cm-problem-${this.severity}`;
    dot.textContent = this.severity === "error" ? "✗" : "!";
    return dot;
  }
}
const MARKERS = { error: new ProblemMarker("error"), warning: new ProblemMarker("warning") };

/** Return the marks of the first problem of each line, an error before a warning. */
function firsts(value: readonly Mark[], doc: Text): Map<number, Severity> {
  const found = new Map<number, Severity>();
  for (const { problem, span } of value) {
    const line = doc.lineAt(span.from).from;
    if (found.get(line) !== "error") found.set(line, problem.severity);
  }
  return found;
}

const marks = StateField.define<readonly Mark[]>({
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
        const found = firsts(view.state.field(field), view.state.doc);
        return RangeSet.of(
          [...found].map(([line, severity]) => MARKERS[severity].range(line)),
          true,
        );
      },
    }),
  ],
});

function underlines(value: readonly Mark[]): DecorationSet {
  const ranges = value
    .filter(({ span }) => span.to > span.from)
    .map(({ problem, span }) => UNDERLINED[problem.severity].range(span.from, span.to));
  return Decoration.set(ranges, true);
}

const tips = hoverTooltip((view, position) => {
  const found = view.state
    .field(marks)
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
const words = new Compartment();

function wordsOf(): Extension {
  return [
    EditorState.phrases.of(language() === "en" ? {} : PHRASES),
    EditorView.contentAttributes.of({ "aria-label": say("editor"), lang: "und" }),
  ];
}

export class Editor {
  private readonly view: EditorView;
  private syntax: Syntax | null = null;

  /** Make the editor in an element; `onEdit` is called when a person has changed the text. */
  constructor(place: HTMLElement, onEdit: () => void) {
    // In a shadow root, CodeMirror styles itself by style sheets that are no elements, which the
    // Content-Security-Policy would have to let through.
    const root = place.attachShadow({ mode: "open" });
    const edited = EditorView.updateListener.of((update) => {
      const byHand = update.transactions.some((each) => each.docChanged && !each.annotation(ours));
      if (byHand) onEdit();
    });
    const next = { key: "F8", run: () => this.goToNext() };
    this.view = new EditorView({
      root,
      parent: root,
      extensions: [
        lineNumbers(),
        marks,
        foldGutter(),
        history(),
        drawSelection(),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        EditorView.lineWrapping,
        syntaxHighlighting(COLOURS),
        keymap.of([next, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap]),
        tips,
        edited,
        THEME,
        syntaxes.of([]),
        words.of(wordsOf()),
      ],
    });
    this.view.contentDOM.tabIndex = 0;
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Put another text in place of what there is. */
  show(text: string): void {
    const changes = { from: 0, to: this.view.state.doc.length, insert: text };
    this.view.dispatch({
      changes,
      annotations: ours.of(true),
      effects: [setMarks.of([]), EditorView.scrollIntoView(0)],
      selection: { anchor: 0 },
    });
  }

  /** Mark problems, and colour the text by its syntax. */
  mark(problems: readonly Problem[], syntax: Syntax | null): void {
    const { doc } = this.view.state;
    const found = problems.flatMap((problem) => {
      const span = spanOf(doc, problem);
      return span ? [{ problem, span }] : [];
    });
    const effects: StateEffect<unknown>[] = [setMarks.of(found)];
    if (syntax !== this.syntax) {
      this.syntax = syntax;
      const mode = syntax === "json" ? json() : syntax === "xml" ? xml() : [];
      effects.push(syntaxes.reconfigure(mode));
    }
    this.view.dispatch({ effects });
  }

  /** Go to a problem's place, and put the cursor there. */
  goTo(problem: Problem): void {
    const mark = this.view.state.field(marks).find((each) => each.problem === problem);
    if (mark) this.select(mark.span);
  }

  /** Say what the editor says in the page's language. */
  relabel(): void {
    this.view.dispatch({ effects: words.reconfigure(wordsOf()) });
  }

  focus(): void {
    this.view.focus();
  }

  private goToNext(): boolean {
    const at = this.view.state.selection.main.from;
    const found = this.view.state.field(marks);
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
