// The worker: documents are validated and converted here, in a thread of their own.

import { convert } from "./convert/documents";
import { ConversionError } from "./errors";
import { useLanguage } from "./i18n";
import { Refusal } from "./parse/refusal";
import { privateNames } from "./privacy";
import type { WorkerRequest, WorkerResponse } from "./protocol";
import { verdictAndCount } from "./report/labels";
import { validate } from "./validate";

type ConvertRequest = Extract<WorkerRequest, { kind: "convert" }>;

function respond(request: WorkerRequest): WorkerResponse {
  switch (request.kind) {
    case "validate": {
      const report = validate(request.data, request.language);
      const summary = useLanguage(report.language, () => verdictAndCount(report));
      return { kind: "report", report, summary };
    }
    case "privateNames":
      return { kind: "privateNames", names: privateNames(request.data) };
    case "convert":
      return convertDocument(request);
  }
}

function convertDocument({ data, to, language }: ConvertRequest): WorkerResponse {
  try {
    return { kind: "converted", text: convert(data, to, language) };
  } catch (error) {
    if (error instanceof ConversionError) {
      return { kind: "notConverted", pointer: error.pointer, reason: error.reason };
    }
    if (!(error instanceof Refusal)) throw error;
    const { pointer, message } = error.problem;
    return { kind: "notConverted", pointer, reason: message };
  }
}

self.onmessage = ({ data: request }: MessageEvent<WorkerRequest>) => {
  try {
    self.postMessage(respond(request));
  } catch (error) {
    self.postMessage({ kind: "failed", reason: String(error) } satisfies WorkerResponse);
  }
};
self.postMessage("ready"); // a request that arrived before this line would be lost
