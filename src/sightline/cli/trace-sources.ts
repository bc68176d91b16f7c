import { SourceMap, type SourceMapPayload } from 'node:module';

/**
 * Makes the traces of errors name the lines of sources, not those of what they are compiled to. Node can do this too, and then reads the maps of
 * all modules while it loads them, those of packages too, which takes a tenth of a start.
 *
 * @param lineMap the map of a file, as JSON; undefined for a file that was not compiled
 */
export function traceSources(lineMap: (path: string) => string | undefined): void {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (path: string): SourceMap | undefined => {
    if (!maps.has(path)) maps.set(path, readMap(lineMap(path)));
    return maps.get(path);
  };
  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...frames.map((frame) => `    at ${placeIn(frame, mapOf)}`)].join('\n');
}

function placeIn(frame: NodeJS.CallSite, mapOf: (path: string) => SourceMap | undefined): string {
  const [file, line, column] = [frame.getFileName(), frame.getLineNumber(), frame.getColumnNumber()];
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- it has a text of its own, which its type leaves out
  const text = String(frame);
  if (typeof file !== 'string' || line === null || column === null) return text;
  const entry = mapOf(file)?.findEntry(line - 1, column - 1);
  if (entry === undefined || !('originalLine' in entry)) return text;
  return text.replace(
    `${file}:${line}:${column}`,
    () => `${file}:${entry.originalLine + 1}:${entry.originalColumn + 1}`,
  );
}

function readMap(text: string | undefined): SourceMap | undefined {
  // the compiler has written it
  return text === undefined ? undefined : new SourceMap(JSON.parse(text) as SourceMapPayload);
}
