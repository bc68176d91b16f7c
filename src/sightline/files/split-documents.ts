/** Part of a text. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
}

/** Lines that are no content of a document. */
const nothing = /^(?:[ \t]*(?:#.*)?|%.*)$/;

/**
 * The documents of a YAML text, as kubectl divides it: at each line that begins with `---`, which ends even a quoted text. So a document that is
 * broken takes none of the others with it. Comments and directives before a document belong to it.
 */
export function splitDocuments(text: string): Chunk[] {
  const marks = [...text.matchAll(/^---(?=[ \t\r\n]|$)/gm)].map(({ index }) => index);
  const edges = [0, ...marks.filter((mark) => mark > 0), text.length];
  const chunks: Chunk[] = [];
  let start = 0;
  for (const [index, end] of edges.slice(1).entries()) {
    const isLast = index === edges.length - 2;
    if (!isLast && isEmpty(text.slice(start, end)) && !text.startsWith('---', start)) continue;
    if (end > start) chunks.push({ start, end });
    start = end;
  }
  return chunks;
}

function isEmpty(text: string): boolean {
  return text.split(/\r?\n/).every((line) => nothing.test(line));
}
