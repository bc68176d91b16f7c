import { nearest } from '../problem/nearest';
import { entryOf, isProblemId, registry } from '../problem/registry/registry';
import { CannotRun } from './cannot-run';
import { isJson, readArgs } from './read-args';
import type { Outcome } from './verify';

/** What `sightline explain --help` says. */
const explainUsage = `Usage: sightline explain ID [options]

Says what a problem means, what happens if nobody mends it, and what to do.

  --format text|json      how to say it (default: text)
  --help                  this text
`;

/**
 * Runs `sightline explain`.
 *
 * @param args what follows `explain` on the command line
 * @throws CannotRun with a sentence for the user
 */
export function explain(args: readonly string[]): Outcome {
  const { values, positionals } = readArgs(explainUsage, {
    args: [...args],
    allowPositionals: true,
    options: { format: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) return { code: 0, output: explainUsage };
  const [written, ...more] = positionals;
  if (written === undefined || more.length > 0)
    throw new CannotRun(`give one id, such as SEL001\n\n${explainUsage}`);
  const id = written.toUpperCase();
  if (!isProblemId(id)) {
    const near = nearest(id, Object.keys(registry));
    throw new CannotRun(`'${written}' is no id${near === undefined ? '' : `; did you mean '${near}'?`}`);
  }
  const { severities, title, why, fix, answerable } = entryOf(id);
  if (isJson(values.format))
    return {
      code: 0,
      output: `${JSON.stringify({ id, severities, title, why, fix, answerable }, null, 2)}\n`,
    };
  const answer = answerable
    ? 'An error of it can be answered, with a reason.'
    : 'An error of it can not be answered.';
  const kinds = severities.join(' or ');
  return {
    code: 0,
    output: `${id} (${kinds}): ${title}\n\n${why}\n\nWhat to do: ${fix}\n${answer}\nAn input that fails: docs/checks/${id}.md\n`,
  };
}
