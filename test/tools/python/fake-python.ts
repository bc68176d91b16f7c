import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What a Python that is none can do. */
export interface FakePython {
  /** @default '3.11.9' */
  readonly version?: string;

  /** Whether it can import what is needed. @default false */
  readonly hasModules?: boolean;

  /** What it says in place of making an environment. @default - it makes one */
  readonly refusesVenv?: string;

  /** What pip says in place of installing anything into its environment. @default - it installs what is needed */
  readonly refusesPip?: string;
}

/** Writes a program that answers as a Python does, as far as it is asked here. */
export async function fakePython(file: string, fake: FakePython = {}): Promise<string> {
  const { version = '3.11.9', hasModules = false, refusesVenv, refusesPip } = fake;
  const refuse = (text: string) => `echo '${text}' >&2; exit 1`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    file,
    `#!/bin/sh
case "$*" in
  *'import sys'*) echo ${version.split('.').slice(0, 2).join('.')} ;;
  *'import platform'*) ${hasModules ? '' : '[ -e "$0-modules" ] &&'} echo ${version} ;;
  '-m venv '*) ${refusesVenv === undefined ? 'mkdir -p "$3/bin" && cp "$0" "$3/bin/python3"' : refuse(refusesVenv)} ;;
  '-m pip install '*) ${refusesPip === undefined ? 'touch "$0-modules"' : refuse(refusesPip)} ;;
  *) echo "not expected: $*" >&2; exit 9 ;;
esac
`,
    { mode: 0o755 },
  );
  return file;
}
