// The engine that parses and validates XML: loaded when the first XML document comes.

import type { Element } from "./xml_elements.js";

/** A parsed document. It must be disposed of, as it is not in the memory of JavaScript. */
export interface Tree {
  readonly root: Element;
  /** Return the first violation of the XML Schema in words; null if it is a valid record. */
  findViolation(): string | null;
  dispose(): void;
}

interface XmlEngine {
  parse(data: Uint8Array, encoding?: string): Tree;
}

/** A document is not well-formed, or exceeds a limit of the engine. */
export class XmlSyntaxError extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

let engine: XmlEngine | null = null;

/** The engine is not loaded. */
class EngineMissing extends Error {}

/** Load the engine that parses and validates XML; without a call, the first XML loads it. */
export async function loadXmlEngine(): Promise<void> {
  engine ??= await import("../xml/libxml2.js");
}

/**
 * Return the engine.
 *
 * @throws EngineMissing if it is not loaded.
 */
export function xmlEngine(): XmlEngine {
  if (!engine) throw new EngineMissing();
  return engine;
}

/** Return what `run` returns, which is run once more with the engine loaded if it needs that. */
export async function withXmlEngine<T>(run: () => T): Promise<T> {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof EngineMissing)) throw error;
    await loadXmlEngine();
    return run();
  }
}
