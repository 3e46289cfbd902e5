// The language of messages: English as written, Chinese from the catalogue of the Python package.

import { UnknownNameError } from "./errors.js";
import type { Language } from "./problems.js";
import { type Both, specification } from "./schema/specification.js";

// Their names on systems, in lower case and with hyphens; traditional Chinese is another language.
const NAMES: Readonly<Record<Language, readonly string[]>> = {
  en: ["en", "en-gb", "en-us"],
  "zh-Hans": ["zh-hans", "zh", "zh-cn", "zh-sg", "zh-hans-cn"],
};
const LANGUAGES = Object.keys(NAMES) as Language[];

let current: Language = "en";

/**
 * Return the language of a name, such as `zh-Hans`, `zh_CN` or `zh` for Chinese.
 *
 * @throws UnknownNameError if there is no such language.
 */
export function findLanguage(name: string): Language {
  const known = name.toLowerCase().replaceAll("_", "-");
  const found = LANGUAGES.find((language) => NAMES[language].includes(known));
  if (!found) throw new UnknownNameError(_("language"), name, LANGUAGES);
  return found;
}

/** Return what `run` returns, with a language in use. */
export function useLanguage<T>(language: Language, run: () => T): T {
  const before = current;
  current = language;
  try {
    return run();
  } finally {
    current = before;
  }
}

/** Return the language in use. */
export function currentLanguage(): Language {
  return current;
}

/** Return the text in the language in use, of a text in both. */
export function chooseText([english, chinese]: Both): string {
  return current === "en" ? english : chinese;
}

/** Return a message as it is: it is in a table, and translated where it is used. */
export function untranslated(message: string): string {
  return message;
}

/** Return a message in the language in use, with its placeholders filled in. */
export function _(message: string, values: Readonly<Record<string, unknown>> = {}): string {
  const text = current === "en" ? message : (specification.messages[message] ?? message);
  return text.replace(/\{([a-z]+)\}/g, (placeholder, name: string) =>
    name in values ? String(values[name]) : placeholder,
  );
}
