// The worker: documents are validated and converted here, in a thread of their own.

import {
  applyFix,
  ConversionError,
  InvalidDocumentError,
  digest,
  loadXmlEngine,
  privateNames,
  toJson,
  toXml,
  validate,
} from "swschema";
import { render, summarize } from "swschema/report";

import { findProgress } from "./progress";
import { MAX_BYTES, type WorkerRequest, type WorkerResponse } from "./protocol";


async function respond(request: WorkerRequest): Promise<WorkerResponse> {
  switch (request.kind) {
    case "validate": {
      const { data, language } = request;
      const report = await validate(data, { language, limits: { maxBytes: MAX_BYTES } });
      const summary = summarize(report);
      return { kind: "report", report, summary, digest: report.valid ? await digest(data) : "" };
    }
    case "privateNames":
      return { kind: "privateNames", names: await privateNames(request.data) };
    case "convert": {
      const { data, to, language } = request;
      const convert = to === "xml" ? toXml : toJson;
      return await write(() => convert(data, { indent: true, language }));
    }
    case "render":
      return { kind: "converted", text: await render([request.report], request.format) };
    case "progress":
      return await findProgress(request);
    case "fix": {
      const { data, operations, language } = request;
      return await write(() => applyFix(data, operations, { language }));
    }
  }
}

async function write(make: () => Promise<string>): Promise<WorkerResponse> {
  try {
    return { kind: "converted", text: await make() };
  } catch (error) {
    if (error instanceof ConversionError) {
      return { kind: "notConverted", pointer: error.pointer, reason: error.reason };
    }
    if (!(error instanceof InvalidDocumentError)) throw error;
    const { pointer = "", message = "" } = error.report.problems[0] ?? {};
    return { kind: "notConverted", pointer, reason: message };
  }
}

self.onmessage = async ({ data: request }: MessageEvent<WorkerRequest>) => {
  try {
    self.postMessage(await respond(request));
  } catch (error) {
    self.postMessage({ kind: "failed", reason: String(error) } satisfies WorkerResponse);
  }
};
await loadXmlEngine(); // a page that stands asks for nothing more
self.postMessage("ready"); // a request that arrived before this line would be lost
