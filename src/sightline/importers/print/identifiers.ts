import { uniqueName } from '../slo/unique-name';

/** Names that a program can't give away: words of the language, and what every module has. */
const reserved =
  'abstract any arguments as async await boolean break case catch class const continue debugger declare default delete do else enum eval export exports extends false finally for from function get if implements import in infer instanceof interface is keyof let module namespace never new null number object of package private protected public readonly require return set static string super switch symbol this throw true try type typeof undefined unique unknown var void while with yield Infinity NaN global globalThis __dirname __filename';

/** The names that are taken in a file before anything is declared in it. */
export function takenIdentifiers(imported: readonly string[]): Set<string> {
  return new Set([...reserved.split(' '), ...imported]);
}

/** No identifier needs to be longer to be told from others. */
const longestIdentifier = 48;

/** A text as an identifier in camel case. */
export function identifierOf(text: string, otherwise: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words
    .map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word)))
    .join('')
    .slice(0, longestIdentifier);
  if (joined === '') return otherwise;
  return /^[0-9]/.test(joined) ? `_${joined}` : joined;
}

/** The identifier itself, or with a number where it is taken. The taken names grow by it. */
export function uniqueIdentifier(name: string, taken: Set<string>): string {
  return uniqueName(name, taken, (count) => `${name}${count}`);
}

function lowerFirst(word: string): string {
  return word === word.toUpperCase() ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
