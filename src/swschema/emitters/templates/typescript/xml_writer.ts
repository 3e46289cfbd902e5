// XML in canonical form.

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\r": "&#13;", // a bare one would come back as a line feed
};

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}

/** Append the lines, or pieces, of an element. */
function writeElement(
  name: string,
  value: unknown,
  member: Member | undefined,
  type: Scalar | Structure,
  depth: number,
  out: string[],
  start = name,
): void {
  const margin = "  ".repeat(depth);
  const before = out.length;
  if (member?.item !== undefined) {
    for (const each of value as unknown[]) {
      writeElement(member.item, each, undefined, type, depth + 1, out);
    }
  } else if (isStructure(type)) {
    const object = value as Record<string, unknown>;
    for (const each of type.members) {
      const content = object[each.name];
      if (content === undefined) continue;
      if (each.attribute) {
        const text = escapeText(String(content)).replaceAll('"', "&quot;");
        start += ` ${each.name}="${text}"`;
      } else {
        writeElement(each.name, content, each, each.type, depth + 1, out);
      }
    }
  } else {
    const text = escapeText(String(value));
    out.push(text ? `${margin}<${name}>${text}</${name}>` : `${margin}<${name}/>`);
    return;
  }
  if (out.length === before) {
    out.push(`${margin}<${start}/>`);
  } else {
    out.splice(before, 0, `${margin}<${start}>`);
    out.push(`${margin}</${name}>`);
  }
}
