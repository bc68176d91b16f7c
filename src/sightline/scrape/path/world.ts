import type { Target } from '../../contract/target-labels';
import type { PrometheusInstance } from '../settings/prometheus-instance';

/** An API object that is final. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;

  /** @default - `default`, for kinds that have a namespace */
  readonly namespace?: string;

  /** The labels of the object itself. */
  readonly labels: Readonly<Record<string, string>>;

  /** The object itself. */
  readonly manifest: Readonly<Record<string, unknown>>;

  /**
   * The labels by which rules know the series of a monitor.
   *
   * @default - no rules are known that are about them
   */
  readonly target?: Target;
}

/** An object as paths name it: with the namespace in which it will stand. */
export function placedReference({
  kind,
  namespace = 'default',
  name,
}: Pick<ApiObject, 'kind' | 'namespace' | 'name'>): string {
  return `${kind}/${namespace}/${name}`;
}

/** The group of an API version, which is empty for the core group. */
export function groupOf(apiVersion: string): string {
  const [group, version] = apiVersion.split('/');
  return version === undefined ? '' : (group ?? '');
}

/** Pods that are deployed elsewhere, as who knows them describes them. */
export interface DeclaredPods {
  /** Who describes them: a construct path, or a file. */
  readonly by: string;
  readonly namespace: string;

  /**
   * The name of the service that they are of.
   *
   * @default - unknown
   */
  readonly service?: string;
  readonly labels: Readonly<Record<string, string>>;

  /** The ports that their container declares: numbers by name. */
  readonly ports: Readonly<Record<string, number>>;

  /**
   * The name of the container.
   *
   * @default - unknown
   */
  readonly container?: string;
}

/** Everything that decides whether one Prometheus scrapes a monitor. */
export interface ScrapeWorld {
  /** The API objects of the program, or of the files, after all patches. */
  readonly objects: readonly ApiObject[];

  /**
   * Pods whose workload is not among the objects.
   *
   * @default - none are known
   */
  readonly pods?: readonly DeclaredPods[];

  /** The Prometheus that is to scrape, and the operator that configures it. */
  readonly prometheus: PrometheusInstance;

  /**
   * Whether objects that name no namespace may be applied to any: then nothing is wrong with where they stand.
   *
   * @default false - they stand in `default`
   */
  readonly isFloating?: boolean;

  /**
   * Whether there is nothing in the cluster but this: what selects nothing of it selects nothing.
   *
   * @default false - others may be there
   */
  readonly isClosed?: boolean;
}
