// How far a registration has come, by the files that are open: in the worker.

import { SwschemaError, assemble, status, validate } from "swschema";
import { type StatusText, describeStatus, summarize } from "swschema/report";

import { type FileVerdict, MAX_BYTES, type WorkerRequest, type WorkerResponse } from "./protocol";

type ProgressRequest = Extract<WorkerRequest, { kind: "progress" }>;

const ALONE = ["registration", "dossier"]; // record types that have a status by themselves

/** Return the verdict on each file, and the status of the registration that they are about. */
export async function findProgress({ files, language }: ProgressRequest): Promise<WorkerResponse> {
  const limits = { maxBytes: MAX_BYTES };
  const verdicts: FileVerdict[] = [];
  const records: (string | null)[] = [];
  for (const { name, data } of files) {
    const report = await validate(data, { name, language, limits });
    verdicts.push({ name, valid: report.valid, summary: summarize(report) });
    records.push(report.record);
  }
  const [first, ...others] = files;
  if (!first || (!others.length && !ALONE.includes(records[0] ?? ""))) {
    return { kind: "progress", verdicts, status: null, reason: "" };
  }
  try {
    return { kind: "progress", verdicts, status: await describe(), reason: "" };
  } catch (error) {
    if (!(error instanceof SwschemaError)) throw error;
    return { kind: "progress", verdicts, status: null, reason: error.message };
  }

  async function describe(): Promise<StatusText> {
    const names = files.map(({ name }) => name);
    const source = others.length
      ? await assemble(files.map(({ data }) => data), { names, language, limits })
      : (first as { data: Uint8Array }).data;
    return describeStatus(await status(source, { language, limits }), language);
  }
}
