/**
 * Where the characters of a value stand in the text that YAML reads it from, which may have quotes, escapes, an indentation and other ends of lines. The text is
 * walked once, however many are asked for.
 *
 * @param raw the text in the file
 * @param value what it is read as
 * @returns the place of the character at an offset in the value
 */
export function offsetsIn(raw: string, value: string): (offset: number) => number {
  // the head of a block, such as `|-`
  let at = /^[|>][^\n]*\n/.exec(raw)?.[0].length ?? 0;
  const starts: number[] = [];
  for (let index = 0; index < value.length && at < raw.length; index++) {
    const character = value.charAt(index);
    if (/\s/.test(character)) {
      starts.push(at);
      // one blank of the value may be the end of a line with all that indents the next
      const isFirst = index === 0 || !/\s/.test(value.charAt(index - 1));
      if (isFirst) while (at < raw.length && /\s/.test(raw.charAt(at))) at += 1;
      continue;
    }
    while (at < raw.length && raw.charAt(at) !== character) at += 1;
    starts.push(Math.min(at, raw.length - 1));
    at += 1;
  }
  const end = Math.max(0, Math.min(at, raw.length - 1));
  return (offset) => starts[Math.max(0, offset)] ?? end;
}
