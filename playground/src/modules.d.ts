// The modules that build.mjs makes: validators by ajv, the XML Schema, the list of samples.

declare module "swschema:records" {
  export const validators: Readonly<Record<string, (value: unknown) => boolean>>;
}

declare module "swschema:types" {
  interface Validator {
    (value: unknown): boolean;
    errors?:
      | readonly {
          readonly keyword: string;
          readonly instancePath: string;
          readonly params: Readonly<Record<string, unknown>>;
        }[]
      | null;
  }
  export const validators: Readonly<Record<string, Validator>>;
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
