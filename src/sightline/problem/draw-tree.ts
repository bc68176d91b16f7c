/** A line of a tree, with those below it. */
export interface Branch {
  readonly text: string;
  readonly below: readonly Branch[];
}

/** No line is wider, so that a tree can be read in any terminal. */
const width = 80;

/** A line with nothing below it. */
export function leaf(text: string): Branch {
  return { text, below: [] };
}

/** Draws a tree in lines. None is wider than 80 characters but for words that are. */
export function drawTree(root: Branch): string {
  return `${drawn(root, '', '').join('\n')}\n`;
}

function drawn({ text, below }: Branch, first: string, rest: string): string[] {
  const more = below.length === 0 ? '' : '|  ';
  const lines = wrapped(text, width - rest.length - 3);
  return [
    ...lines.map((line, index) =>
      index === 0 ? `${first}${line}` : `${rest}${rest === '' && first === '' ? '  ' : more}${line}`,
    ),
    ...below.flatMap((branch, index) => {
      const isLast = index === below.length - 1;
      return drawn(branch, `${rest}${isLast ? '`- ' : '|- '}`, `${rest}${isLast ? '   ' : '|  '}`);
    }),
  ];
}

/** A text in lines: it is divided at blanks. */
function wrapped(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && longer.length > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
