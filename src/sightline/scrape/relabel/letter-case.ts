/** A text in lower case, letter by letter as Go does it: no letter depends on its neighbours, and none becomes two. */
export function toLower(text: string): string {
  return letterByLetter(text, (letter) => (letter === 'İ' ? 'i' : letter.toLowerCase()));
}

/** A text in upper case, letter by letter as Go does it. */
export function toUpper(text: string): string {
  return letterByLetter(text, (letter) => {
    const upper = letter.toUpperCase();
    return isOneLetter(upper) ? upper : titleOf(letter);
  });
}

function letterByLetter(text: string, change: (letter: string) => string): string {
  return Array.from(text, change).join('');
}

function isOneLetter(text: string): boolean {
  return Array.from(text).length === 1;
}

/** Greek letters with an iota below have a single capital, which is a title case to Unicode; other letters that become two stay. */
function titleOf(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  return (
    [8, 9]
      .map((distance) => String.fromCodePoint(code + distance))
      .find((title) => title !== letter && title.toLowerCase() === letter) ?? letter
  );
}
