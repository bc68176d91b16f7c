import { delimiter, isAbsolute, join } from 'node:path';
import { messageOf } from '../../src/sightline/prometheus/node-error';
import { runCommand } from '../../src/sightline/prometheus/run-command';
import { fetchOnce, type Missing } from '../../src/sightline/prometheus/software/fetch-once';
import { defaultCache } from '../cache';
import { unpackPackages } from '../debian/unpack-packages';

/** A browser without a window, which speaks the DevTools protocol. */
export interface FoundBrowser {
  /** What it says of itself: `Chromium 150.0.7871.100`. */
  readonly version: string;

  /** The program, an absolute path. */
  readonly program: string;
}

/** Names of the program, the first choice first. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

const program = 'chromium';

/**
 * A shell script that starts the browser whose packages are unpacked in the folder `root` beside it. It has fonts of its own where the machine has none.
 * The process stays the same, so that whoever started it can end it.
 */
const launcher = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
for libraries in "$here"/root/usr/lib/*-linux-* "$here"/root/usr/lib/*-linux-*/pulseaudio "$here"/root/lib/*-linux-*; do
  [ -d "$libraries" ] && LD_LIBRARY_PATH=$libraries\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
done
export LD_LIBRARY_PATH
if [ ! -e /etc/fonts/fonts.conf ]; then
  echo "<fontconfig><dir>$here/root/usr/share/fonts</dir><cachedir>$here/fonts</cachedir></fontconfig>" > "$here/fonts.conf"
  export FONTCONFIG_FILE="$here/fonts.conf"
fi
exec "$here/root/usr/lib/chromium/chromium-headless-shell" "$@"
`;

/** An index and 100 MB of packages from Debian take five minutes at most. */
const lock = { staleMs: 15 * 60_000, waitMs: 12 * 60_000 };

/**
 * Finds a Chromium: the one that SIGHTLINE_CHROMIUM names, the one in the cache, one on PATH; or else unpacks that of Debian into the cache, as an
 * ordinary user and without installing anything. One that the environment names must run: when it does not, that is the answer. Never throws.
 *
 * @param env the environment: SIGHTLINE_CHROMIUM and PATH are read
 * @param cache the folder of the cache
 */
export async function findBrowser(
  env: Readonly<Record<string, string | undefined>> = process.env,
  cache = defaultCache('chromium'),
): Promise<FoundBrowser | Missing> {
  const named = env.SIGHTLINE_CHROMIUM;
  if (named)
    return (await usable(named)) ?? { reason: `SIGHTLINE_CHROMIUM names '${named}', which does not run.` };
  const folder = join(cache, 'debian');
  const cached = join(folder, program);
  const folders = (env.PATH ?? '').split(delimiter).filter((each) => isAbsolute(each));
  for (const each of [cached, ...names.flatMap((name) => folders.map((path) => join(path, name)))]) {
    const found = await usable(each);
    if (found !== undefined) return found;
  }
  try {
    return await fetchOnce({
      cache,
      key: 'chromium',
      retryAfterMs: 0,
      lock,
      inCache: () => usable(cached),
      fetch: async () => {
        const packages = ['chromium-headless-shell', 'fonts-dejavu-core'];
        const reason = await unpackPackages(folder, { packages, program, launcher });
        return (
          (await usable(cached)) ?? {
            reason: `${reason ?? "Debian's Chromium does not run here"}. SIGHTLINE_CHROMIUM may name one.`,
          }
        );
      },
    });
  } catch (error) {
    return { reason: `Chromium could not be fetched: ${messageOf(error)}.` };
  }
}

async function usable(file: string): Promise<FoundBrowser | undefined> {
  const { ok, stdout } = await runCommand(file, ['--version'], { timeoutMs: 20_000 });
  return ok ? { version: stdout.trim(), program: file } : undefined;
}
