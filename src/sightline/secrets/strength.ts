import { isHarmless } from './harmless';

/** Longer texts are not looked at closely. */
const longest = 1_000;

/** What reads like the name of a Secret: words joined by `-`, `.` or `_`, one of them without digits, with a namespace before it in annotations. */
const nameOfSecret = /^(?:[a-z\d-]{1,63}\/)?(?:[a-z\d]{1,63}[-._])*[a-z]{1,63}(?:[-._][a-z\d]{1,63})*$/;

/** `GrafanaAdmin`. */
const camelName = /^[A-Z]?[a-z]{2,}(?:[A-Z][a-z]+)+$/;

/** Versions, times, sizes, dates, addresses and names of files or fields, which have letters and digits too. */
const measures =
  /^(?:v?\d+(?:\.\d+)+(?:[-+][\w.]+)?|(?:\d+(?:\.\d+)?(?:ns|us|ms|[smhdwy]|[kmgtpe]i?b?|%)?)+|\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|[\w-]+(?:\.[\w-]+)*:\d{1,5}|(?:[\w-]+\.)+[a-z]{2,})$/i;

/** Whether a text reads like the name of an object, of a key or of a field. */
export function isName(text: string): boolean {
  return text.length <= 253 && (nameOfSecret.test(text) || camelName.test(text));
}

/**
 * Whether a text in the middle of others must be a password: six characters or more, letters with digits or with signs among them, and no
 * version, time, name or address.
 */
export function isStrong(text: string): boolean {
  if (text.length > longest) return /\d/.test(text);
  if (text.length < 6 || /\s/.test(text) || isHarmless(text) || measures.test(text)) return false;
  if (/[()[\]{}<>\\]/.test(text) && !/[a-z].*\d|\d.*[a-z]/i.test(text)) return false;
  if (isWordy(text)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d._/:,;()[\]{}'"-]/].filter((kind) =>
    kind.test(text),
  ).length;
  return /\d/.test(text)
    ? kinds >= 2 || text.length >= 16
    : kinds >= 2 && !camelName.test(text) && hasSigns(text);
}

/** Whether a text is so irregular that a machine has made it: sixteen characters or more with letters and digits all over. */
export function isRandom(text: string): boolean {
  if (text.length < 16 || text.length > 4_000 || /[\s{}<>()[\]"'`]/.test(text) || isHarmless(text))
    return false;
  const parts = text.split(/[-_.:/]/);
  return parts.some(
    (part) => part.length >= 8 && /\d/.test(part) && /[A-Za-z]/.test(part) && !/^[a-z]+\d{1,4}$/i.test(part),
  );
}

/** Words and short numbers joined by `-`, `.`, `_` or `/`: `checkout-api-v2`, `prod/eu-1`. */
function isWordy(text: string): boolean {
  const parts = text.split(/[-_./:,;]/);
  return (
    parts.length > 1 &&
    parts.every((part) => /^(?:[A-Za-z]*\d{0,3}|\d{1,4})$/.test(part) && !/\d[A-Za-z]/.test(part))
  );
}

function hasSigns(text: string): boolean {
  return /[!#$%^&*?~+@|=]/.test(text.slice(0, -1)) || /[!#$%^&*~+@|=]$/.test(text);
}
