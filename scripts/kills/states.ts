import { printList } from '../../src/sightline/synth/output/own-list';

/** What the writer writes the so-manieth time. */
export function stateOf(version: number): ReadonlyMap<string, string> {
  const always = Array.from({ length: 30 }, (_, index) => `service-${index}.k8s.yaml`);
  const below = Array.from({ length: 15 }, (_, index) => `tests/service-${index}.test.yml`);
  // what comes and goes, with its folder
  const some =
    version % 2 === 0 ? ['even.k8s.yaml', 'helm/even/values.yml'] : ['odd.k8s.yaml', 'docs/odd.md'];
  return new Map([...always, ...below, ...some].map((path) => [path, textOf(path, version)]));
}

/** Whole texts, of some kilobytes, say at their beginning and at their end which they are. */
function textOf(path: string, version: number): string {
  const mark = `# ${path} of version ${version}\n`;
  return `${mark}${'kind: Anything\n'.repeat(50 + ((path.length * 37 + version * 101) % 400))}${mark}`;
}

/** The version that a text is of; undefined if it is not the whole text of that file in any version. */
export function versionOf(path: string, text: string): number | undefined {
  const version = Number(/^# .* of version (\d+)\n/.exec(text)?.[1]);
  return Number.isInteger(version) && text === textOf(path, version) ? version : undefined;
}

/** What an output folder of a version holds, to the last byte. */
export function folderOf(version: number): Readonly<Record<string, string>> {
  const state = stateOf(version);
  const texts = [...state, ['.sightline-files', printList(state.keys())] as const];
  return Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}
