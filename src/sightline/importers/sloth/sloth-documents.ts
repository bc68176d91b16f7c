import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { field, shown, textOf, type Located } from '../yaml/located';

/** A specification of Sloth: of one service. */
export interface SlothSpec {
  readonly spec: Located;

  /** Whether it is an object of Kubernetes, whose properties are written in camel case. */
  readonly isObject: boolean;
}

/** The specifications in the documents of a file, and what the others are. */
export function slothSpecs(documents: readonly Located[]): {
  readonly specs: readonly SlothSpec[];
  readonly problems: readonly Problem[];
} {
  const specs: SlothSpec[] = [];
  const problems: Problem[] = [];
  for (const document of documents) {
    const version = field(document, 'version');
    const apiVersion = textOf(field(document, 'apiVersion'));
    const kind = textOf(field(document, 'kind'));
    const { line } = document;
    if (textOf(version) === 'prometheus/v1') specs.push({ spec: document, isObject: false });
    else if (apiVersion === 'sloth.slok.dev/v1' && kind === 'PrometheusServiceLevel')
      specs.push({ spec: field(document, 'spec') ?? { kind: 'nothing', line }, isObject: true });
    else {
      const isOpenSlo = apiVersion?.startsWith('openslo') === true;
      const what =
        version !== undefined
          ? `'version' (${shown(version)})`
          : apiVersion === undefined
            ? 'a document without a version'
            : `'apiVersion' (${apiVersion}, kind ${kind ?? 'unknown'})`;
      problems.push(
        error('IMP006', `${what} is none of Sloth's that is read here: prometheus/v1 and sloth.slok.dev/v1`, {
          path: 'document',
          line: version?.line ?? line,
          ...(isOpenSlo ? { fix: "use 'sightline import openslo'" } : {}),
        }),
      );
    }
  }
  return { specs, problems };
}
