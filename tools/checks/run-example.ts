import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'yaml';
import { takeFile } from '../../src/sightline/cli/check/read-inputs';
import { readPage } from '../../src/sightline/cli/read-page';
import { parseExposition } from '../../src/sightline/exposition/parse-exposition';
import { checkFiles } from '../../src/sightline/files/check-files';
import { importText } from '../../src/sightline/importers/import-text';
import type { Problem } from '../../src/sightline/problem/problem';
import type { Example } from '../../src/sightline/problem/registry/entry';
import { inFile } from '../../src/sightline/problem/in-file';
import { serviceMonitorRejections } from '../../src/sightline/scrape/rejection/monitor-rejections';
import type { Probe, ServiceMonitor } from '../../src/sightline/scrape/manifests';
import type { PrometheusSettings } from '../../src/sightline/scrape/prometheus-settings';
import { probeRejections } from '../../src/sightline/scrape/rejection/probe-rejections';
import { serviceContract } from '../../src/sightline';
import { verifyExposition } from '../../src/sightline/verify/verify-exposition';
import { exampleApp } from './example-app';
import { contract } from './shop';

/** The problems of an example, as the program or the command finds them that reads it. */
export async function runExample(example: Example): Promise<readonly Problem[]> {
  const { sloth, openslo } = example;
  if (sloth !== undefined) return inFile(importText('sloth', sloth).problems, 'slo.yaml', sloth);
  if (openslo !== undefined) return inFile(importText('openslo', openslo).problems, 'slo.yaml', openslo);
  if (example.file !== undefined) {
    const taken = takeFile('shop.yaml', Buffer.from(example.file));
    return 'documents' in taken ? checkFiles([taken]).problems : [taken];
  }
  if (example.page !== undefined) return verified(example.page, example.contentType);
  if (example.monitor !== undefined) {
    // what the operator reads is checked by the functions that are called
    const monitor = parse(example.monitor) as { readonly kind: string };
    const settings = parse(example.prometheus ?? '{}') as PrometheusSettings;
    return monitor.kind === 'Probe'
      ? probeRejections(monitor as unknown as Probe, settings)
      : serviceMonitorRejections(monitor as unknown as ServiceMonitor, settings);
  }
  return exampleApp(example).render().problems;
}

/** Serves a page, reads it as `sightline verify` does, and holds it against the contract of the shop. */
async function verified(
  text: string,
  contentType = 'text/plain; version=0.0.4',
): Promise<readonly Problem[]> {
  const server = createServer((_, response) => response.setHeader('content-type', contentType).end(text));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo; // it listens on a port
    const page = await readPage(`http://127.0.0.1:${port}/metrics`);
    const exposition = parseExposition(page.bytes, page.format);
    const problems = [...page.problems, ...verifyExposition(exposition, serviceContract(contract))];
    return inFile(problems, 'http://shop:8080/metrics', text);
  } finally {
    server.close();
  }
}
