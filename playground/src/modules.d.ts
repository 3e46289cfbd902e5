// The modules that build.mjs makes: validators by ajv, the XML Schema, the list of samples.

declare module "swschema:verdicts" {
  export const judges: Readonly<Record<string, (value: unknown) => boolean>>;
}

declare module "swschema:parts" {
  interface Judge {
    (value: unknown): boolean;
    errors?:
      | readonly {
          readonly keyword: string;
          readonly instancePath: string;
          readonly params: Readonly<Record<string, unknown>>;
        }[]
      | null;
  }
  export const judges: Readonly<Record<string, Judge>>;
}

declare module "swschema:xsd" {
  const text: string;
  export default text;
}

declare module "swschema:samples-index" {
  const index: readonly unknown[];
  export default index;
}

declare module "swschema:about" {
  const about: {
    readonly version: string;
    readonly specification: string;
    /** The titles of record types, in English and in Chinese. */
    readonly records: Readonly<Record<string, readonly [string, string]>>;
  };
  export default about;
}
