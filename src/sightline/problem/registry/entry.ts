import type { Severity } from '../severity';

/**
 * An input that fails, in parts. Each part is merged into a small program around the service of `tools/checks/shop.ts`, or read by itself; a
 * part that is left out is that of the small program.
 */
export interface Example {
  /** PromQL, written as text in a recording rule of the service. */
  readonly promql?: string;

  /** Rules of the service, in TypeScript, separated by commas. */
  readonly rules?: string;

  /** Rule groups of the service, in TypeScript, separated by commas. */
  readonly groups?: string;

  /** Options of the contract of the service, in TypeScript. */
  readonly contract?: string;

  /** Options of the `MonitoredService`, in TypeScript. */
  readonly service?: string;

  /** Options of the `KubePrometheusStack`, in TypeScript. */
  readonly stack?: string;

  /** Options of the `SightlineApp`, in TypeScript. */
  readonly app?: string;

  /** Statements of the program, in TypeScript. They see `app`, `stack`, `chart`, and the class `Chart` of cdk8s. */
  readonly program?: string;

  /** API objects that a chart of the program emits, in YAML. */
  readonly objects?: string;

  /** A ServiceMonitor as the operator reads it, in YAML. */
  readonly monitor?: string;

  /** Fields of the Prometheus that reads `monitor`, in YAML. */
  readonly prometheus?: string;

  /** The metrics page that a pod of the service serves. */
  readonly page?: string;

  /** The `Content-Type` with which it serves the page. */
  readonly contentType?: string;

  /** A file for `sightline import sloth`. */
  readonly sloth?: string;

  /** A file for `sightline import openslo`. */
  readonly openslo?: string;

  /** A file for `sightline check`. */
  readonly file?: string;

  /** Ids of problems that the input can't be without, beside its own. */
  readonly beside?: readonly string[];
}

/** What an id means. */
export interface ProblemEntry {
  /** How much it can matter. */
  readonly severities: readonly Severity[];

  /** What is wrong, as a heading. */
  readonly title: string;

  /** What happens in the cluster if nobody mends it. */
  readonly why: string;

  /** What to do about it. */
  readonly fix: string;

  /**
   * Whether a program can answer an error of this id, with a reason: what is written in spite of it works in some way. Every warning of a
   * program can be answered.
   */
  readonly answerable: boolean;

  /** An input that has this problem and no other. */
  readonly example: Example;
}

/** The problems of a family, by their ids. */
export type ProblemFamily = Readonly<Record<string, ProblemEntry>>;
