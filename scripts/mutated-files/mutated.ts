/** What stands in the place of something right. */
const strange = [
  '',
  'null',
  '~',
  '[]',
  '{}',
  '- - -',
  '0',
  '-1',
  '1e999',
  '.nan',
  'No',
  '"',
  "'",
  '|',
  '>-',
  '&a',
  '*a',
  '<<: *a',
  '!!binary aGk=',
  '{{ .Values.a }}',
  '${A}',
  '%',
  '@',
  '__proto__',
  'constructor',
  'toString: 1',
  '\u2028',
  '\uD800',
  '\t',
  '\r',
  '---',
  '...',
  '?',
  ': :',
  '(a+)+$',
  'sum(',
  'x'.repeat(5_000),
  '['.repeat(200),
];

/** A text with a few random faults: lines that are missing, there twice, moved, further in or out; words and characters that are others. */
export function mutated(text: string, random: (below: number) => number): string {
  let changed = text;
  for (let count = 1 + random(4); count > 0; count--) changed = mutatedOnce(changed, random);
  return changed;
}

function mutatedOnce(text: string, random: (below: number) => number): string {
  const lines = text.split('\n');
  const at = random(lines.length);
  const line = lines[at] ?? '';
  const other = strange[random(strange.length)] ?? '';
  switch (random(10)) {
    case 0:
      lines.splice(at, 1);
      break;
    case 1:
      lines.splice(at, 0, line);
      break;
    case 2:
      lines.splice(random(lines.length), 0, ...lines.splice(at, 1 + random(3)));
      break;
    case 3:
      lines[at] = `${' '.repeat(random(6))}${line}`;
      break;
    case 4:
      lines[at] = line.replace(/^ {1,2}/, '');
      break;
    case 5:
      lines[at] = line.replace(/:.*$/, `: ${other}`);
      break;
    case 6:
      lines[at] = line.replace(/[\w.-]+/, other);
      break;
    case 7: {
      const column = random(line.length + 1);
      lines[at] = `${line.slice(0, column)}${other}${line.slice(column + random(3))}`;
      break;
    }
    case 8:
      return text.slice(0, random(text.length + 1));
    default: {
      const words = text.match(/[\w.-]+/g) ?? [];
      lines[at] = line.replace(/[\w.-]+(?=[^\w.-]*$)/, words[random(words.length)] ?? '');
    }
  }
  return lines.join('\n');
}
