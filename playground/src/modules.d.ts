// What build.mjs makes: the code that ajv generates, the XML Schema as text, the list of samples.

declare module "swschema:validators" {
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
  const validators: Readonly<Record<string, Judge>>;
  export { type Judge, validators };
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
