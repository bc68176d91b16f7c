import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { unprintableText } from '../yaml/unprintable';

/** What of files can't be written as UTF-8: a text of a contract that stands in no API object, such as one of a page. */
export function checkFiles(files: ReadonlyMap<string, string>): readonly Problem[] {
  return [...files].flatMap(([path, text]) => {
    const why = unprintableText(text);
    return why === undefined
      ? []
      : [
          error('SCH006', `the file '${path}' ${why}, which UTF-8 has no bytes for`, {
            path,
            fix: 'write whole characters in the texts of the program',
          }),
        ];
  });
}
