const UTF_8 = /^(?:utf-?8|us-ascii|ascii)?$/i;
const UTF_16 = { "utf-16le": /^(?:utf-16(?:le)?)?$/i, "utf-16be": /^(?:utf-16(?:be)?)?$/i };

function decode(source: Uint8Array, encoding: string): string {
  try {
    // The parsers drop the one mark that there may be.
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(source);
  } catch {
    return refuse("", `is not well-formed ${encoding.toUpperCase()}`);
  }
}

function parseJson(source: string | Uint8Array): Json {
  return new JsonParser(typeof source === "string" ? source : decode(source, "utf-8")).parse();
}

/** Parse XML in UTF-8, or in UTF-16 with a byte-order mark; a text may declare what it was in. */
function parseXml(source: string | Uint8Array): Element {
  if (typeof source === "string") return new XmlParser(source, /^/).parse();
  const [first, second] = source;
  const little = first === 0xff && second === 0xfe;
  if (little || (first === 0xfe && second === 0xff)) {
    const encoding = little ? "utf-16le" : "utf-16be";
    return new XmlParser(decode(source, encoding), UTF_16[encoding]).parse();
  }
  return new XmlParser(decode(source, "utf-8"), UTF_8).parse();
}

function tableOf(recordType: unknown): Structure {
  return (
    (typeof recordType === "string" && RECORDS.get(recordType)) ||
    refuse("/recordType", "is no type of record of this specification")
  );
}

function checkWanted(found: string | undefined, wanted: string | undefined): void {
  if (wanted !== undefined && found !== wanted) refuse("/recordType", `must be ${wanted} here`);
}

/**
 * Read a record from JSON.
 *
 * @param source - The document, as text or as UTF-8.
 * @param recordType - The type that the record must have; any type without it.
 * @throws RecordError at the first thing that the schemas refuse.
 */
export function readJson<T extends keyof Records>(
  source: string | Uint8Array,
  recordType?: T,
  options: Options = {},
): Records[T] {
  const value = parseJson(source);
  if (!isObject(value)) return refuse("", "an object is expected here");
  if (typeof value["$schema"] === "string") delete value["$schema"]; // for editors
  const type = tableOf(value["recordType"]);
  checkWanted(type.recordType, recordType);
  return bindStructure(value, type, "", options) as unknown as Records[T];
}

/**
 * Read a record from XML.
 *
 * @param source - The document, as text or as UTF-8.
 * @param recordType - The type that the record must have; any type without it.
 * @throws RecordError at the first thing that the schemas refuse; a DOCTYPE is never read.
 */
export function readXml<T extends keyof Records>(
  source: string | Uint8Array,
  recordType?: T,
  options: Options = {},
): Records[T] {
  const root = parseXml(source);
  if (root.namespace !== NAMESPACE) refuse("", `the root element must be of ${NAMESPACE}`);
  const type = tableOf(root.name);
  checkWanted(type.recordType, recordType);
  const value = readStructure(root, type, "", true);
  return bindStructure(value, type, "", options) as unknown as Records[T];
}

/**
 * Write a record as JSON, its members in the order of the specification.
 *
 * @throws RecordError at the first value that the schemas refuse.
 */
export function writeJson(record: AnyRecord, options: Options = {}): string {
  const bound = bindStructure(record, tableOf(record.recordType), "", options);
  return options.indent ? `${JSON.stringify(bound, null, 2)}\n` : JSON.stringify(bound);
}

/**
 * Write a record as XML in canonical form.
 *
 * @throws RecordError at the first value that the schemas refuse.
 */
export function writeXml(record: AnyRecord, options: Options = {}): string {
  const type = tableOf(record.recordType);
  const bound = bindStructure(record, type, "", options);
  const out: string[] = [];
  const start = `${record.recordType} xmlns="${NAMESPACE}"`;
  writeElement(record.recordType, bound, undefined, type, 0, out, start);
  const lines = options.indent ? out : [out.map((each) => each.replace(/^ +(?=<)/, "")).join("")];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines.join("\n")}\n`;
}
