// Names as they are written.

const HIDDEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

/** Return whether a text is in Normalization Form C and has no invisible or turning character. */
export function isPlainText(text: string): boolean {
  return !HIDDEN.test(text) && text.normalize("NFC") === text;
}
