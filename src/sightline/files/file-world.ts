import { describedObject } from '../checks/described-object';
import type { FinalDocument, FinalObject, StackFacts, World } from '../checks/world';
import { parseDuration } from '../contract/duration';
import { severitiesOf } from '../stack/alerting/alerting-values';
import { defined } from '../problem/defined';
import type { KnownMetricMap } from '../promql/flow/known-metrics';
import type { FieldPath } from '../schema/violations';
import { objectInstance } from '../scrape/settings/object-instance';
import { stackInstance } from '../scrape/settings/stack-instance';
import { settingOf } from '../stack/chart-selectors';
import { chart } from '../stack/chart';
import { isMap, type PlainMap, type PlainValue } from '../stack/plain-data';
import { dialectOf } from '../stack/prometheus-dialect';
import { assumedInstance, partlyKnown, unknownRelease, unnamedRelease } from './assumed-instance';
import { type Kustomized, kustomizedFiles } from './kustomize';
import { recognise, type Recognised } from './recognise';
import type { ReadFile } from './read-file';
import type { FieldFinder, SourceDocument } from './source-document';
import { isChartValues } from './chart-values-file';
import { instancesInValues, objectsInValues } from '../stack/objects-in-values';

/** What the user says of the cluster that the files are for. */
export interface ClusterOptions {
  /**
   * The Prometheus object that is meant, as `NAME` or `NAMESPACE/NAME`.
   *
   * @default - every one among the files
   */
  readonly prometheus?: string;

  /**
   * The release of kube-prometheus-stack whose Prometheus is meant.
   *
   * @default - nobody says
   */
  readonly release?: string;

  /**
   * The namespace of objects that name none.
   *
   * @default - nobody says: they may be applied to any
   */
  readonly namespace?: string;

  /**
   * The version of kube-prometheus-stack that values are for. What is neither an object nor a rule file is taken for values then.
   *
   * @default - the pinned one, for what looks like values of the chart
   */
  readonly chartVersion?: string;

  /**
   * Whether all that there is in the cluster is in the files.
   *
   * @default false
   */
  readonly isClosed?: boolean;

  /**
   * What is known of the series that something exposes.
   *
   * @default - nothing
   */
  readonly exposed?: KnownMetricMap;

  /**
   * Metrics pages that something answers with.
   *
   * @default - none is known
   */
  readonly pages?: World['pages'];
}

/** What a path of the world stands for in the files. */
export interface Origin {
  readonly document: SourceDocument;
  readonly at: FieldPath;
  readonly kind: Exclude<Recognised['kind'], 'other'>;

  /** The object as problems name it; undefined for what is no object. */
  readonly object?: FinalObject;

  /**
   * Whether it is an object that the chart makes of values.
   *
   * @default false
   */
  readonly isOfChart?: boolean;
}

/** The world that files describe, and where in them each of its paths stands. */
export interface FileWorld {
  readonly world: World;
  readonly origins: ReadonlyMap<string, Origin>;

  /** What kustomizations make of files. */
  readonly kustomized: ReadonlyMap<string, Kustomized>;
}

/**
 * Builds the world that the documents of files describe.
 *
 * @param find finds fields of documents in their files
 */
export function fileWorld(files: readonly ReadFile[], options: ClusterOptions, find: FieldFinder): FileWorld {
  const origins = new Map<string, Origin>();
  const objects: FinalObject[] = [];
  const stacks: StackFacts[] = [];
  const documents: FinalDocument[] = [];
  const isValues = (map: PlainMap): boolean => options.chartVersion !== undefined || isChartValues(map);
  const place = (document: SourceDocument, at: FieldPath): string => {
    const offset = at.length === 0 ? contentOf(document) : find(document, at).value.start;
    const { file } = document;
    const line = `${file.name}:${file.lineOf(offset)}`;
    if (!origins.has(line)) return line;
    // of several on one line each has a column of its own; values stand where their object does
    for (let column = offset - file.span(file.lineOf(offset)).start + 1; ; column++)
      if (!origins.has(`${line}:${column}`)) return `${line}:${column}`;
  };
  const kustomized = kustomizedFiles(files);
  for (const document of files.flatMap(({ documents }) => documents)) {
    const built = kustomized.get(document.file.name);
    if (built?.isPatch === true) continue;
    let around: string | undefined;
    for (const found of recognise(document.value, isValues)) {
      if (found.kind === 'other') continue;
      const { kind, at } = found;
      // values that an object brings stand below it: what is told of them is not told of it again
      const isBelow = kind === 'values' && around !== undefined && at.length > 0;
      const path = isBelow ? `${around}/${at.join('/')}` : place(document, at);
      if (kind === 'values') {
        origins.set(path, { document, at, kind });
        const stack = stackOf(found, path, options);
        stacks.push(stack);
        const made = [...objectsInValues(found.values, stack), ...instancesInValues(found.values, stack)];
        for (const { manifest, at: inside, isSpec } of made) {
          const own = place(document, [...at, ...inside]);
          const object = { ...describedObject(manifest, own), stack: path };
          origins.set(own, {
            document,
            at: [...at, ...inside],
            kind: isSpec ? 'rules' : 'object',
            object,
            isOfChart: true,
          });
          objects.push(object);
        }
        continue;
      }
      if ('value' in found) {
        origins.set(path, { document, at, kind });
        documents.push({ kind: found.kind, path, value: found.value });
        continue;
      }
      const manifest = found.kind === 'object' ? found.manifest : asManifest(found.file, document.file.name);
      const described = describedObject(manifest, path);
      const { namespace: _, ...unplaced } = described;
      const object = {
        ...unplaced,
        ...placedIn(described.namespace ?? options.namespace, built),
        ...(kind === 'rules' ? { isRuleFile: true } : {}),
      };
      origins.set(path, { document, at, kind, object });
      around = path;
      objects.push(object);
    }
  }
  const known = prometheusesIn(objects, stacks, options);
  const assumed = assumedInstance([...known, ...stacks.flatMap(({ instance }) => instance ?? [])]);
  return {
    world: {
      objects,
      stacks,
      services: [],
      rules: [],
      files: [],
      documents,
      ...defined({ exposed: options.exposed, pages: options.pages }),
      prometheuses: assumed === undefined ? known : [...known, assumed],
      cluster: {
        isFloating: true,
        isClosed: options.isClosed === true,
      },
    },
    origins,
    kustomized,
  };
}

/** The namespace of an object: the one that a kustomization puts it into, or else its own. */
function placedIn(own: string | undefined, built: Kustomized | undefined): { readonly namespace?: string } {
  const namespace = built?.namespace === 'several' ? undefined : (built?.namespace ?? own);
  return namespace === undefined ? {} : { namespace };
}

/** Where the content of a document begins, behind the comments before it. */
function contentOf({ file, start, end }: SourceDocument): number {
  const text = file.text.slice(start, end);
  const found = /^(?!---|%|[ \t]*(?:#|\r?$))/m.exec(text)?.index ?? 0;
  return start + (found >= text.length ? 0 : found);
}

function prometheusesIn(
  objects: readonly FinalObject[],
  stacks: readonly StackFacts[],
  { prometheus, release, namespace }: ClusterOptions,
): NonNullable<World['prometheuses']> {
  const instances = objects.flatMap((object) => objectInstance(object) ?? []);
  const named =
    prometheus === undefined
      ? instances
      : instances.filter(({ reference = '', selection }) => {
          if (selection.AlertmanagerConfig !== undefined) return true;
          const name = reference.split('/').slice(1).join('/');
          return name === prometheus || name.endsWith(`/${prometheus}`);
        });
  if (release === undefined || stacks.length > 0) return named;
  const installed = { release, namespace: namespace ?? 'monitoring' };
  const apart = namespace === undefined ? { isUnplaced: true } : {};
  const own = [
    stackInstance({}, installed),
    ...instancesInValues({}, installed).map(({ manifest }) => objectInstance(describedObject(manifest, ''))),
  ];
  return [...named, ...own.flatMap((each) => (each ? [{ ...each, ...apart }] : []))];
}

function stackOf(
  found: Extract<Recognised, { kind: 'values' }>,
  path: string,
  options: ClusterOptions,
): StackFacts {
  const { values } = found;
  const release = found.release ?? options.release;
  const namespace = found.namespace ?? options.namespace;
  const retention = settingOf(values, 'retention').value;
  const length = parseDuration(typeof retention === 'string' ? retention : '10d');
  const installation = { release: release ?? unnamedRelease, namespace: namespace ?? 'monitoring' };
  const instance = stackInstance(values, installation);
  return {
    path,
    ...installation,
    chartVersion: options.chartVersion ?? found.chartVersion ?? chart.version,
    values,
    declared: values,
    isRouted: false,
    severities: severitiesOf(),
    dialect: dialectOf(values),
    ...defined({
      retention: length,
      instance: instance && {
        ...(release === undefined ? unknownRelease(instance, path) : instance),
        ...(found.isPartial === true ? { selection: partlyKnown(instance, installation.release) } : {}),
        ...(namespace === undefined ? { isUnplaced: true } : {}),
      },
    }),
  };
}

/** A rule file as the PrometheusRule that would have its rules. */
function asManifest(file: PlainMap, name: string): PlainMap {
  const { groups, ...others } = file;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name },
    spec: { groups: Array.isArray(groups) ? groups.map(asGroup) : [], ...others },
  };
}

/** Texts as what they are read for: all scalars of a rule file are texts. */
function asGroup(group: PlainValue): PlainValue {
  if (!isMap(group)) return group;
  const { limit, rules, ...others } = group;
  const number = typeof limit === 'string' && /^\d+$/.test(limit) ? Number(limit) : limit;
  const all = Array.isArray(rules) ? rules.map(withoutEmpty) : rules;
  return withoutEmpty({ ...others, ...defined({ limit: number, rules: all }) });
}

function withoutEmpty(map: PlainValue): PlainValue {
  if (!isMap(map)) return map;
  return Object.fromEntries(
    Object.entries(map).filter(
      ([name, value]) => value !== '' || !['labels', 'annotations', 'rules', 'limit'].includes(name),
    ),
  );
}
