// The module that build.mjs makes.

declare module "swschema:xsd" {
  const text: string;
  export default text;
}
