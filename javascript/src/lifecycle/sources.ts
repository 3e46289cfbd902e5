// The status of a registration, from whatever a caller passes.

import { readValue } from "../convert/documents.js";
import { RecordTypeError } from "../errors.js";
import { type Source, sourceName } from "../parse/source.js";
import { ruleProblems } from "../rules/problems.js";
import { makeSettings } from "../rules/settings.js";
import { type ValidateOptions, withValid } from "../validate.js";
import { evaluateStatus } from "./evaluate.js";
import type { RegistrationStatus } from "./status.js";

const EVALUATED = ["registration", "dossier"]; // record types that have a status
const STATUS_RULE = "ST01"; // a status must match the progress

/** Return what `status` does, with the XML engine loaded where it is needed. */
export function findStatus(source: Source, options: ValidateOptions): RegistrationStatus {
  const settings = makeSettings(options);
  return withValid(source, options, (document) => {
    const { recordType } = document;
    if (!EVALUATED.includes(recordType)) {
      throw new RecordTypeError(options.name ?? sourceName(source), recordType, EVALUATED);
    }
    const problems = settings.rules ? ruleProblems(document, settings) : [];
    const errors = problems.filter(({ severity, code }) => severity === "error" && code !== STATUS_RULE);
    return { ...evaluateStatus(readValue(document), settings), errors };
  });
}
