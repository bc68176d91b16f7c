import { join } from 'node:path';
import * as ts from 'typescript';
import { optionsOfProject, root } from './diagnostics';

/** An editor with one program open, of which the text may change. */
export interface Editor {
  /**
   * What it offers where the text has `|`, sorted.
   *
   * @param text as it would stand in this folder
   */
  completionsIn(text: string): readonly string[];
}

/** An editor: the language service of TypeScript, which reads the library once. */
export function editor(): Editor {
  const file = join(__dirname, 'edited.ts');
  const open = { text: '', version: 0 };
  const read = (path: string): string | undefined => (path === file ? open.text : ts.sys.readFile(path));
  const service = ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: (path) => (path === file ? String(open.version) : '1'),
    getScriptSnapshot: (path) => {
      const written = read(path);
      return written === undefined ? undefined : ts.ScriptSnapshot.fromString(written);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => ({ ...optionsOfProject(), noEmit: true }),
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    readFile: read,
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
  });
  return {
    completionsIn: (text) => {
      const position = text.indexOf('|');
      open.text = text.slice(0, position) + text.slice(position + 1);
      open.version += 1;
      const offered = service.getCompletionsAtPosition(file, position, {})?.entries ?? [];
      return offered.map(({ name }) => name).sort();
    },
  };
}
