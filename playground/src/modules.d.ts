// The modules that build.mjs makes.

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
