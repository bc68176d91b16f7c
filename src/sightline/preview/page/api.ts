import type { PreviewProblem } from '../model';

/** Why the page has no answer. */
export interface Failure {
  /** Beside what `model.ts` has: the preview itself could not work it out, or is not there any more. */
  readonly kind: PreviewProblem['kind'] | 'failed' | 'ended';
  readonly text: string;
}

/** An answer, or why there is none. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Asks the server of this page; what it answers has the type that `model.ts` says. */
export async function ask<T>(path: string, params: URLSearchParams): Promise<Result<T>> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`/api/${path}?${params.toString()}`);
    text = await response.text();
  } catch {
    return { ok: false, failure: { kind: 'ended', text: 'this preview has ended; start it again' } };
  }
  const body = parsed(text);
  if (response.ok && body !== undefined) return { ok: true, value: body as T }; // the server is of the same version as the page
  // what it did not foresee it says in plain text
  const failure: Partial<Failure> = body ?? { text };
  return { ok: false, failure: { kind: 'failed', text: '', ...failure } };
}

function parsed(text: string): Partial<Failure> | undefined {
  try {
    return JSON.parse(text) as Partial<Failure>;
  } catch {
    return undefined;
  }
}
