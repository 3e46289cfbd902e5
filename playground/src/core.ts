// What the page does, without the page: for tests in Node, and for whoever finds it useful.

export { convert } from "./convert/documents";
export { ConversionError } from "./convert/faults";
export { encode, shown } from "./page/text";
export { Refusal } from "./parse/refusal";
export { validate } from "./validate";
