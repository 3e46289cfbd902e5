// All that XML alone needs, which is most of the package: loaded when the first XML document comes.

type XmlEngine = typeof import("./index.js");

let engine: XmlEngine | null = null;

/** The engine is not loaded. */
class EngineMissing extends Error {}

/** Load the engine that parses and validates XML; without a call, the first XML loads it. */
export async function loadXmlEngine(): Promise<void> {
  engine ??= await import("./index.js");
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
