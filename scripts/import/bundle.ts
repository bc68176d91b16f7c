import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** What a bundle must be: where it is published and the checksum it must have. */
export interface BundlePin {
  /** Where the bundle is downloaded from when no local copy is given. */
  readonly url: string;

  /** The SHA-256 the bundle must have, in hex. */
  readonly sha256: string;
}

/**
 * Reads the CRD bundle from a local file, or downloads it, and verifies its checksum.
 *
 * @param pin where the bundle is published, and its checksum
 * @param file a local copy; without it the bundle is downloaded
 * @throws Error when the bundle can't be read or downloaded, or has another checksum
 */
export async function readBundle(pin: BundlePin, file?: string): Promise<string> {
  const bytes = file === undefined ? await download(pin.url) : await readLocal(file);
  verifyChecksum(bytes, pin.sha256, file ?? pin.url);
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/**
 * Refuses bytes that are not the pinned ones.
 *
 * @param bytes the content to verify
 * @param expected the SHA-256 it must have, in hex
 * @param source where the content came from, for the message
 * @throws Error when the checksum is another
 */
export function verifyChecksum(bytes: Uint8Array, expected: string, source: string): void {
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== expected) {
    throw new Error(
      `'${source}' (sha256 ${actual}) must have the pinned sha256 ${expected}; it is another release or was ` +
        `changed. To move to another release, edit scripts/import/pin.ts.`,
    );
  }
}

async function readLocal(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Error(`'--from' (${file}) can't be read: ${reason(error)}.`);
  }
}

async function download(url: string): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new Error(
      `'${url}' can't be downloaded: ${reason(error)}. ` +
        `With a local copy of that file, run: npm run import -- --from FILE`,
    );
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // fetch says only "fetch failed" and keeps what happened in `cause`.
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
