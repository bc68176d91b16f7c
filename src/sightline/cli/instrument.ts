import { writeFile } from 'node:fs/promises';
import { httpRolesOf } from '../instrument/python/http-roles';
import { pythonModule } from '../instrument/python/module-text';
import type { RoleHints } from '../instrument/python/request-facts';
import { unsupportedInPython } from '../instrument/python/unsupported';
import { hasErrors } from '../problem/problems';
import { renderProblems } from '../problem/render';
import { CannotRun, reasonOf } from './cannot-run';
import { contractOfFile } from './contract-of-file';
import { contractOfService } from './find-contract';
import type { Program } from './program';
import { readArgs } from './read-args';
import type { Outcome } from './verify';

/** What `sightline instrument --help` says. */
const instrumentUsage = `Usage: sightline instrument --language python [options]

Writes the code that counts and measures what the contract of a service declares: a Python module with its metrics, middleware
for ASGI and WSGI that observes requests of FastAPI, Starlette, Flask and Django, and the metrics page.

  --language python       the language; there is one
  --service NAME          which service of the program; NAMESPACE/NAME if there are several (default: the only one)
  --contract FILE#EXPORT  a contract that a module exports, in place of the program's
  --output FILE           where to write it (default: the standard output)

Which metrics observe requests, by name, or none. By default the only one that can:
  --requests NAME         the counter of requests
  --latency NAME          the histogram of their durations, in seconds
  --in-flight NAME        the gauge of those being served
  --method-label LABEL    the label that holds the method (default: method or verb)
  --route-label LABEL     the label that holds the route's template (default: route, endpoint, or that of notTraffic)
  --status-label LABEL    the label that holds the status (default: status or code)
  --help                  this text

Exit code: 0 if it was written; 2 if it can't be.
`;

/** The program around the command. */
export interface InstrumentContext {
  readonly program: Program;

  /** Loads a module by its path. */
  readonly load: (path: string) => unknown;
}

/**
 * Runs `sightline instrument`.
 *
 * @param args what follows `instrument` on the command line
 * @throws CannotRun with a sentence for the user
 */
export async function instrumentCommand(
  args: readonly string[],
  context: InstrumentContext,
): Promise<Outcome> {
  const values = parse(args);
  if (values.help === true) return { code: 0, output: instrumentUsage };
  const { language, service, contract: place, output } = values;
  if (language === undefined) throw new CannotRun(`say '--language python'\n\n${instrumentUsage}`);
  if (language !== 'python') {
    throw new CannotRun(
      `'--language' (${language}) must be python; a TypeScript service imports '@sightline-monitoring/instrument/prom-client', and the entry of its framework: express, fastify, hono, koa or http`,
    );
  }
  if (service !== undefined && place !== undefined) {
    throw new CannotRun("'--service' and '--contract' both say which contract; give one of them");
  }
  const contract =
    place === undefined
      ? contractOfService(context.program, service).contract
      : contractOfFile(place, context.load);
  if (hasErrors(contract.problems)) {
    throw new CannotRun(
      `the contract of '${contract.name}' is wrong itself:\n${renderProblems(contract.problems)}`,
    );
  }
  const unsupported = unsupportedInPython(contract);
  if (unsupported.length > 0) {
    throw new CannotRun(
      `prometheus_client can't expose all of the contract of '${contract.name}':\n${renderProblems(unsupported)}`,
    );
  }
  const { roles, problems } = httpRolesOf(contract, hintsOf(values));
  if (problems.length > 0) {
    throw new CannotRun(`it is not clear how to observe requests:\n${renderProblems(problems)}`);
  }
  const text = pythonModule(contract, roles);
  if (output === undefined) return { code: 0, output: text };
  try {
    await writeFile(output, text);
  } catch (failure) {
    throw new CannotRun(`'${output}' can't be written: ${reasonOf(failure)}`);
  }
  const without =
    roles === undefined ? ', without a middleware: nothing in it counts requests by status' : '';
  return { code: 0, output: `Wrote the metrics of '${contract.name}' to ${output}${without}.\n` };
}

type Values = ReturnType<typeof parse>;

function hintsOf(values: Values): RoleHints {
  return {
    requests: values.requests,
    latency: values.latency,
    inFlight: values['in-flight'],
    methodLabel: values['method-label'],
    routeLabel: values['route-label'],
    statusLabel: values['status-label'],
  };
}

function parse(args: readonly string[]) {
  return readArgs(instrumentUsage, {
    args: [...args],
    options: {
      language: { type: 'string' },
      service: { type: 'string' },
      contract: { type: 'string' },
      output: { type: 'string', short: 'o' },
      requests: { type: 'string' },
      latency: { type: 'string' },
      'in-flight': { type: 'string' },
      'method-label': { type: 'string' },
      'route-label': { type: 'string' },
      'status-label': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
}
