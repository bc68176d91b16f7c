import { grpcCode, httpMethod, httpStatus, trueOrFalse } from '../contract/common-domains';
import { overflowValue, sizeOf, standInsOf, valuesOf, type LabelDomain } from '../contract/domain';
import type { ObservedLabel } from './observe';

/** Values that are known as those of one kind. */
export interface ClosedDomain {
  readonly value: LabelDomain;

  /**
   * The name that the library exports it by.
   *
   * @default - its values are listed
   */
  readonly common?: string;

  /**
   * Which of the values say that a request failed, as a literal of a match.
   *
   * @default - none does
   */
  readonly failed?: string;
}

interface KnownDomain extends ClosedDomain {
  /** Which labels have such values. */
  readonly label: RegExp;
}

const statusLabel = /status|code|class/i;
const methodLabel = /method|verb/i;
const failedCodes = ['Unknown', 'DeadlineExceeded', 'Unimplemented', 'Internal', 'Unavailable', 'DataLoss'];

/** Such as `DEADLINE_EXCEEDED`; the British spelling is that of the specification of gRPC. */
const upperCode = (code: string): string =>
  code === 'Canceled' ? 'CANCELLED' : code.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();

const listed = (values: readonly string[]): string => `[${values.map((each) => `'${each}'`).join(', ')}]`;
const allMethods = [...httpMethod, 'CONNECT', 'TRACE'];
const classes = ['1xx', '2xx', '3xx', '4xx', '5xx'];

const known: readonly KnownDomain[] = [
  { label: methodLabel, value: httpMethod, common: 'httpMethod' },
  { label: methodLabel, value: allMethods },
  { label: methodLabel, value: allMethods.map((method) => method.toLowerCase()) },
  { label: statusLabel, value: httpStatus, common: 'httpStatus', failed: '/5../' },
  { label: statusLabel, value: classes, failed: "'5xx'" },
  { label: statusLabel, value: classes.map((each) => each.toUpperCase()), failed: "'5XX'" },
  { label: statusLabel, value: grpcCode, common: 'grpcCode', failed: listed(failedCodes) },
  { label: statusLabel, value: grpcCode.map(upperCode), failed: listed(failedCodes.map(upperCode)) },
  {
    label: /outcome/i,
    value: ['INFORMATIONAL', 'SUCCESS', 'REDIRECTION', 'CLIENT_ERROR', 'SERVER_ERROR', 'UNKNOWN'],
    failed: "'SERVER_ERROR'",
  },
  { label: /level|severity/i, value: ['trace', 'debug', 'info', 'warn', 'error'] },
  { label: /./, value: trueOrFalse, common: 'trueOrFalse' },
  { label: /./, value: ['True', 'False'] },
];

/** The domain that the values of a label are known to be of. */
export function closedDomain(label: string, { values, most }: ObservedLabel): ClosedDomain | undefined {
  if (values.every((value) => value === overflowValue)) return undefined;
  return known.find(
    (domain) =>
      domain.label.test(label) &&
      most <= sizeOf(domain.value) &&
      values.every((value) => isIn(domain.value, value)),
  );
}

function isIn(domain: LabelDomain, value: string): boolean {
  return valuesOf(domain)?.includes(value) === true || standInsOf(domain).includes(value);
}
