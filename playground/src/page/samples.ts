// The samples of the conformance kit that the page offers.

import index from "swschema:samples-index";

import type { Syntax } from "../problems";
import { language, say } from "./labels";

interface Listed {
  readonly id: string;
  readonly code?: string;
  readonly isRule?: boolean;
  readonly syntax: Syntax;
  readonly description: readonly [string, string];
}

/** What a sample is: text, or bytes in base64 that are no text. */
export interface Sample {
  readonly name: string;
  readonly description: string;
  readonly data: Uint8Array;
}

/** Fill a list with the samples, in the page's language. */
export function fillSamples(select: HTMLSelectElement): void {
  const chosen = select.value;
  const groups = new Map<string, HTMLOptGroupElement>();
  select.replaceChildren(new Option(say("samplesFirst"), ""));
  for (const each of index as readonly Listed[]) {
    const label = groupOf(each);
    let group = groups.get(label);
    if (!group) {
      group = document.createElement("optgroup");
      group.label = label;
      groups.set(label, group);
      select.append(group);
    }
    group.append(new Option(`${each.code ?? topic(each)}: ${described(each)}`, key(each)));
  }
  select.value = chosen;
}

function groupOf({ id, code, isRule, syntax }: Listed): string {
  if (isRule) return say("breaches");
  if (code) return say(syntax === "json" ? "mistakesJson" : "mistakesXml");
  return say("validSamples", { record: id.split("/")[0] });
}

function topic({ id }: Listed): string {
  return id.split("/")[1] ?? id;
}

function described({ description }: Listed): string {
  return description[language() === "en" ? 0 : 1];
}

function key({ id, syntax }: Listed): string {
  return `${id}.${syntax}`;
}

/** Return a sample by the value of its option; the samples are loaded when first asked for. */
export async function loadSample(name: string): Promise<Sample | null> {
  const listed = (index as readonly Listed[]).find((each) => key(each) === name);
  if (!listed) return null;
  const address = new URL("samples.js", document.baseURI).href;
  const { samples } = (await import(address)) as { samples: Record<string, unknown> };
  const held = samples[name];
  const data =
    typeof held === "object" && held !== null && "base64" in held
      ? Uint8Array.from(atob(String(held.base64)), (each) => each.charCodeAt(0))
      : new TextEncoder().encode(
          typeof held === "string" ? held : `${JSON.stringify(held, null, 2)}\n`,
        );
  return { name, description: described(listed), data };
}
