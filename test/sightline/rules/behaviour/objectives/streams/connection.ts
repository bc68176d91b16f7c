import { Agent, request, type OutgoingHttpHeaders } from 'node:http';
import { writeHeaders, writeRequest } from './remote-write';
import type { Found, Sample, SeriesLabels } from './sample';

/** A way to a server that is fast enough for ten thousand small requests. */
export interface Connection {
  /** Hands samples to the remote-write receiver. */
  write(samples: readonly Sample[]): Promise<void>;

  /** The value of an expression at a moment, in seconds since 1970. */
  ask(expr: string, at: number): Promise<readonly Found[]>;
}

/** The part of an answer of the API that is read here, as it documents it. */
interface Vector {
  readonly data: {
    readonly result: readonly { readonly metric: SeriesLabels; readonly value: readonly [number, string] }[];
  };
}

const agent = new Agent({ keepAlive: true });

/** Connects to a server that has its remote-write receiver on. */
export function connect(url: string): Connection {
  return {
    write: async (samples) => {
      if (samples.length > 0) await post(`${url}/api/v1/write`, writeRequest(samples), writeHeaders);
    },
    ask: async (query, at) => {
      const form = new URLSearchParams({ query, time: String(at) });
      const text = await post(`${url}/api/v1/query`, Buffer.from(form.toString()), {
        'content-type': 'application/x-www-form-urlencoded',
      });
      const { data } = JSON.parse(text) as Vector; // each expression asked for here is a vector
      return data.result.map(({ metric, value }) => ({ labels: metric, value: numberOf(value[1]) }));
    },
  };
}

function numberOf(text: string): number {
  return Number(text.replace('Inf', 'Infinity'));
}

function post(url: string, body: Buffer, headers: OutgoingHttpHeaders): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { agent, method: 'POST', headers: { ...headers, 'content-length': body.length } };
    const sent = request(url, options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        if ((response.statusCode ?? 500) < 300) resolve(text);
        else reject(new Error(`${response.statusCode ?? 'no status'}: ${text}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
