// The specification as `swschema build` wrote it.

import data from "../data/specification.json";

type Both = readonly [english: string, chinese: string];

/** A code, its titles, and what stands for it elsewhere. */
type CodeData = readonly [code: string, english: string, chinese: string, ...others: string[]];

interface TypeData {
  readonly title?: Both;
  readonly description?: Both;
  readonly kind?: string;
  readonly format?: string;
  readonly list?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly record?: string;
  readonly members?: readonly MemberData[];
}

interface MemberData {
  readonly name: string;
  readonly type: string;
  readonly title: Both;
  readonly description: Both;
  readonly item?: string;
  readonly attribute?: boolean;
  readonly required?: boolean;
  readonly least?: number;
  readonly most?: number;
  readonly private?: boolean;
}

interface Specification {
  readonly version: string;
  readonly namespace: string;
  readonly records: readonly string[];
  readonly types: Readonly<Record<string, TypeData>>;
  readonly codes: Readonly<Record<string, readonly CodeData[]>>;
  readonly messages: Readonly<Record<string, string>>;
}

export type { Both, CodeData, MemberData, TypeData };
export const specification = data as unknown as Specification;
export const NAMESPACE = specification.namespace;
export const RECORDS = specification.records;
