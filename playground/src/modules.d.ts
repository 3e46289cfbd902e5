// What build.mjs makes: the code that ajv generates, the XML Schema as text, the list of samples.

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
  const listed: readonly unknown[];
  export default listed;
}

declare module "swschema:about" {
  const about: Readonly<Record<"version" | "specification", string>>;
  export default about;
}
