import { Yaml } from 'cdk8s';
import { parseAllDocuments } from 'yaml';

/** What a file that nobody has listed is compared with. */
export interface Evidence {
  /** The text of a file in the folder, by its path. */
  readonly read: (path: string) => string;

  /** What this run writes, by path. */
  readonly next: ReadonlyMap<string, string>;

  /** Whether the folder has no list, as versions before 0.2 left it. */
  readonly isUnlisted: boolean;
}

/** How files begin that Sightline makes beside the manifests, by their paths, below the folder of an environment or not. Every version has begun them so. */
const generated: readonly (readonly [path: RegExp, start: RegExp])[] = [
  [
    /^(?:[a-z0-9-]+\/)?helm\/[^/]+\.values\.yml$/,
    /^# Values of the Helm chart [^\n]*\. Generated: change the program/,
  ],
  [
    /^(?:[a-z0-9-]+\/)?tests\/[^/]+\.(?:test|rules)\.yml$/,
    /^# (?:What the|The) rules of objective [^\n]*\. Generated/,
  ],
  [/^(?:[a-z0-9-]+\/)?docs\/[^/]+\.md$/, /^# [^\n]+\n\nGenerated: change the program, not this page\./],
];

/** The folders that such files lie in. */
export const generatedFolders: ReadonlySet<string> = new Set(['docs', 'helm', 'tests']);

/**
 * Those of some files that Sightline has written all the same, although no list names them: an earlier version has, or the list of a branch was
 * lost when it was merged. Only what nobody else can have written counts: a file that says so in its first lines, one that is what this
 * run writes, byte for byte, and beside the former, in a folder without a list, a manifest that cdk8s has printed and this run replaces.
 */
export function recognise(paths: readonly string[], evidence: Evidence): ReadonlySet<string> {
  const marked = paths.filter((path) => isGenerated(path, evidence));
  const replaced = paths.filter(
    (path) => isSame(path, evidence) || (marked.length > 0 && isReplaced(path, evidence)),
  );
  return new Set([...marked, ...replaced]);
}

function isGenerated(path: string, { read }: Evidence): boolean {
  return generated.some(([pattern, start]) => pattern.test(path) && start.test(read(path)));
}

function isSame(path: string, { read, next }: Evidence): boolean {
  return next.has(path) && read(path) === next.get(path);
}

function isReplaced(path: string, { read, next, isUnlisted }: Evidence): boolean {
  return isUnlisted && next.has(path) && isPrinted(read(path));
}

/** Whether a text is YAML as cdk8s prints it; hardly anybody else does to the byte. */
function isPrinted(text: string): boolean {
  try {
    const documents = parseAllDocuments(text, { version: '1.1' });
    if ('empty' in documents || documents.some(({ errors }) => errors.length > 0)) return false;
    return Yaml.stringify(...documents.map((document): unknown => document.toJS())) === text;
  } catch {
    return false;
  }
}
