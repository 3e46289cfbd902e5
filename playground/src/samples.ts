// The samples of the conformance kit that the page offers.

import about from "swschema:about";
import index from "swschema:samples-index";

import type { Syntax } from "swschema";
import { type Both, choose, label } from "./labels";

/** A sample in the list. Where it has a code, it shows that problem. */
interface Entry {
  readonly id: string;
  readonly code?: string;
  readonly isRule?: boolean;
  readonly syntax: Syntax;
  readonly description: Both;
}

export interface Sample {
  readonly description: string;
  readonly data: Uint8Array;
}

const ENTRIES = index as readonly Entry[];

/** Fill a list with the samples, in the language of the page. */
export function fillSamples(select: HTMLSelectElement): void {
  const { value } = select;
  const groups = new Map<string, HTMLOptGroupElement>();
  select.replaceChildren(new Option(label("samplesFirst"), ""));
  for (const entry of ENTRIES) {
    const name = groupName(entry);
    let group = groups.get(name);
    if (!group) {
      group = document.createElement("optgroup");
      group.label = name;
      groups.set(name, group);
      select.append(group);
    }
    group.append(new Option(optionText(entry), optionValue(entry)));
  }
  select.value = value;
}

function groupName({ id, code, isRule, syntax }: Entry): string {
  if (isRule) return label("ruleSamples");
  if (code) return label(syntax === "json" ? "mistakesJson" : "mistakesXml");
  const record = id.split("/")[0] ?? "";
  return label("validSamples", { record: choose(about.records[record] ?? [record, record]) });
}

function optionText({ id, code, description }: Entry): string {
  return `${code ?? id.split("/")[1]}: ${choose(description)}`;
}

function optionValue({ id, syntax }: Entry): string {
  return `${id}.${syntax}`;
}

/** Return a sample by the value of its option; null if there is none. */
export async function loadSample(value: string): Promise<Sample | null> {
  const entry = ENTRIES.find((each) => optionValue(each) === value);
  if (!entry) return null;
  const address = new URL("samples.js", document.baseURI).href; // loaded when first needed
  const { samples } = (await import(address)) as { samples: Record<string, unknown> };
  return { description: choose(entry.description), data: toBytes(samples[value]) };
}

/** Return the bytes of a sample: of its text, its JSON value, or its bytes in base64. */
function toBytes(content: unknown): Uint8Array {
  if (typeof content === "object" && content !== null && "base64" in content) {
    return Uint8Array.from(atob(String(content.base64)), (each) => each.charCodeAt(0));
  }
  const text = typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`;
  return new TextEncoder().encode(text);
}
