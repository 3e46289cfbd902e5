// How the editor looks: in the colours of page.css, so that it is light or dark with the page.

import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.tagName], color: "var(--name)" },
  { tag: tags.attributeName, color: "var(--keyword)" },
  { tag: [tags.string, tags.attributeValue], color: "var(--text)" },
  { tag: [tags.number], color: "var(--number)" },
  { tag: [tags.bool, tags.null, tags.keyword], color: "var(--keyword)" },
  { tag: [tags.comment, tags.processingInstruction, tags.documentMeta], color: "var(--soft)" },
  { tag: [tags.angleBracket, tags.punctuation, tags.bracket], color: "var(--soft)" },
]);

export const THEME = EditorView.theme({
  "&": { height: "100%", fontSize: "0.875rem", color: "var(--ink)", backgroundColor: "var(--card)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--soft)", backgroundColor: "var(--inset)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": {
    backgroundColor: "color-mix(in srgb, var(--link) 8%, transparent)",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { background: "var(--select)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--select)", outline: "none" },
  ".cm-problem": {
    backgroundColor: "var(--error-tint)",
    textDecoration: "underline wavy var(--error) 1px",
    textDecorationSkipInk: "none",
    textUnderlineOffset: "0.25em",
  },
  ".cm-problem *": { textDecoration: "inherit" },
  ".cm-problem-warning": {
    backgroundColor: "var(--warning-tint)",
    textDecorationColor: "var(--warning)",
  },
  ".cm-problem-todo": {
    backgroundColor: "var(--todo-tint)",
    textDecorationColor: "var(--todo)",
  },
  ".cm-problem-dot.cm-problem-todo": { color: "var(--todo)", backgroundColor: "transparent" },
  ".cm-problem-dot.cm-problem-warning": { color: "var(--warning)", backgroundColor: "transparent" },
  ".cm-problem-gutter": { width: "1.2em", textAlign: "center" },
  ".cm-problem-dot": { color: "var(--error)", fontWeight: "700" },
  ".cm-tooltip": {
    maxWidth: "34rem",
    padding: "0.4rem 0.7rem",
    color: "var(--ink)",
    backgroundColor: "var(--card)",
    border: "1px solid var(--edge)",
    borderRadius: "0.35rem",
    fontFamily: "var(--sans)",
  },
  ".cm-problem-tip p": { margin: "0" },
  ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--inset)" },
  ".cm-panels button, .cm-panels input": { font: "inherit", color: "var(--ink)" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--card)", borderColor: "var(--edge)" },
  ".cm-textfield": { backgroundColor: "var(--card)", borderColor: "var(--edge)" },
  ".cm-searchMatch": { backgroundColor: "var(--select)" },
  ".cm-foldPlaceholder": { color: "var(--soft)", backgroundColor: "var(--inset)", border: "none" },
});
