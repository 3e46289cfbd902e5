// The types of the specification: see swschema.schema.shapes in Python.

import { type Both, type CodeData, type MemberData, specification } from "./specification.js";

export type Kind = "string" | "token" | "integer" | "boolean";

export class Scalar {
  constructor(
    readonly name: string,
    readonly kind: Kind,
    readonly format: string | null,
    readonly list: string | null,
    readonly description: Both,
    readonly pattern: string | null,
    readonly minLength: number,
    readonly maxLength: number,
    readonly minimum: number,
    readonly maximum: number,
  ) {}

  private codesByName: ReadonlySet<string> | null = null;
  private compiled: RegExp | null = null;

  /** The values of its list. */
  get codeSet(): ReadonlySet<string> {
    this.codesByName ??= new Set(this.codes.map(([code]) => code));
    return this.codesByName;
  }

  /** Its pattern, compiled. */
  get matcher(): RegExp | null {
    if (this.pattern !== null) this.compiled ??= new RegExp(this.pattern, "u");
    return this.compiled;
  }

  /** The codes of its list, in order, with their titles. */
  get codes(): readonly CodeData[] {
    return this.list === null ? [] : (specification.codes[this.list] ?? []);
  }
}

export interface Member {
  readonly name: string;
  readonly shape: Shape;
  readonly item: string | null;
  readonly attribute: boolean;
  readonly index: number;
  readonly title: Both;
  readonly description: Both;
  readonly isRequired: boolean;
  /** How many items it needs at least. */
  readonly least: number;
  /** How many items it may have at most. */
  readonly most: number;
  readonly isPrivate: boolean;
}

export class ObjectType {
  readonly byName: ReadonlyMap<string, Member>;

  constructor(
    readonly name: string,
    readonly recordType: string | null,
    readonly title: Both,
    readonly members: readonly Member[],
  ) {
    this.byName = new Map(members.map((member) => [member.name, member]));
  }
}

export type Shape = ObjectType | Scalar;

/** The largest whole number that both syntaxes can hold exactly. */
export const MAX_EXACT = Number.MAX_SAFE_INTEGER;

const EMPTY: Both = ["", ""];
const shapes = new Map<string, Shape>();

function shape(name: string): Shape {
  const known = shapes.get(name);
  if (known) return known;
  const data = specification.types[name];
  if (!data) throw new Error(`there is no type ${name}`);
  const compiled = data.members
    ? new ObjectType(name, data.record ?? null, data.title ?? EMPTY, data.members.map(member))
    : new Scalar(
        name,
        data.kind as Kind,
        data.format ?? null,
        data.list ?? null,
        data.description ?? EMPTY,
        data.pattern ?? null,
        data.minLength ?? 0,
        data.maxLength ?? Number.POSITIVE_INFINITY,
        data.minimum ?? Number.NEGATIVE_INFINITY,
        data.maximum ?? Number.POSITIVE_INFINITY,
      );
  shapes.set(name, compiled);
  return compiled;
}

function member(data: MemberData, index: number): Member {
  return {
    name: data.name,
    shape: shape(data.type),
    item: data.item ?? null,
    attribute: data.attribute ?? false,
    index,
    title: data.title,
    description: data.description,
    isRequired: data.required ?? false,
    least: data.least ?? 0,
    most: data.most ?? Number.POSITIVE_INFINITY,
    isPrivate: data.private ?? false,
  };
}

/** Return the shape of a record type such as `registration`. */
export function root(record: string): ObjectType {
  for (const [name, data] of Object.entries(specification.types)) {
    if (data.record === record) return shape(name) as ObjectType;
  }
  throw new Error(`there is no record ${record}`);
}
