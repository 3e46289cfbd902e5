// Validation and conversion without the page: for Node.

export { convert } from "./convert/documents";
export { ConversionError } from "./errors";
export { Refusal } from "./parse/refusal";
export { validate } from "./validate";
