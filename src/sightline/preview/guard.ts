import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is not answered. */
export interface Refusal {
  readonly status: 403 | 405;
  readonly text: string;
}

/** Names of this computer alone. A name that somebody else's DNS can point here is none of them. */
const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Why a request is refused: only a browser on this computer may ask, on a page of this server. A page from elsewhere whose name is made to lead here
 * (DNS rebinding) comes with its own name in `Host`; one that asks across origins says so in `Origin` or `Sec-Fetch-Site`.
 */
export function refusalOf(method: string | undefined, headers: IncomingHttpHeaders): Refusal | undefined {
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, text: `${String(method)} is not read here; GET is` };
  const { host = '', origin } = headers;
  if (!loopback.test(host))
    return { status: 403, text: `the preview answers to localhost only, and the request is for '${host}'` };
  if (origin !== undefined && origin !== `http://${host}`)
    return { status: 403, text: `the request is from '${origin}', which is another origin` };
  const site = headers['sec-fetch-site'];
  // a link from elsewhere may lead here; a script from elsewhere may not ask
  if (
    site !== undefined &&
    site !== 'same-origin' &&
    site !== 'none' &&
    headers['sec-fetch-mode'] !== 'navigate'
  )
    return { status: 403, text: 'the request is from another site' };
  return undefined;
}
