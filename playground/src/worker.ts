// The worker: all that is judged and converted happens here, away from the page.

import type { Answer, Question } from "./protocol";
import { ConversionError } from "./convert/faults";
import { convert } from "./convert/documents";
import { privateNames } from "./privacy";
import { Refusal } from "./parse/refusal";
import { validate } from "./validate";

function answer(question: Question): Answer {
  const { data, language } = question;
  if (question.kind === "check") return { kind: "checked", report: validate(data, language) };
  if (question.kind === "names") return { kind: "named", names: privateNames(data) };
  try {
    return { kind: "converted", to: question.to, ...convert(data, question.to, language) };
  } catch (error) {
    if (error instanceof ConversionError) {
      return { kind: "refused", pointer: error.pointer, reason: error.reason };
    }
    if (!(error instanceof Refusal)) throw error;
    return { kind: "refused", pointer: error.problem.pointer, reason: error.problem.message };
  }
}

self.onmessage = ({ data }: MessageEvent<{ id: number; question: Question }>) => {
  const { id, question } = data;
  try {
    self.postMessage({ id, answer: answer(question) });
  } catch (error) {
    self.postMessage({ id, answer: { kind: "failed", reason: String(error) } });
  }
};
self.postMessage("ready"); // what was posted before would have been lost
