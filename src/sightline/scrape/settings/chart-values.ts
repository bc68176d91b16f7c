import { isTruthy, settingOf } from '../../stack/chart-selectors';
import { isMap, type PlainMap, type PlainValue } from '../../stack/plain-data';
import type { HelmValues } from '../../stack/helm-values';

/** A value of `prometheus.prometheusSpec` as it is in the Prometheus object, or why that can't be known. */
export type Read<T> = { readonly value: T | undefined } | { readonly unread: string };

/** What is not there: the chart leaves the field out, and the operator has its default. */
const absent = { value: undefined };

/**
 * The settings of the Prometheus in the values. Nearly all are left out by the chart where they are false to a template: null, `""`, 0,
 * false, and what is empty.
 */
export function settingsReader(values: HelmValues): SettingsReader {
  const read = <T>(name: string, parse: (value: PlainValue) => T | undefined, expected: string): Read<T> => {
    const { value } = settingOf(values, name);
    if (!isTruthy(value)) return absent;
    if (JSON.stringify(value).includes('{{')) return { unread: `'${name}' is a template` };
    const parsed = parse(value);
    return parsed === undefined ? { unread: `'${name}' is not ${expected}` } : { value: parsed };
  };
  return {
    text: (name) => read(name, (value) => (typeof value === 'string' ? value : undefined), 'a text'),
    // a text is written without quotes, so that "5" is a number again, and "false" is false
    number: (name) => read(name, asNumber, 'a number'),
    flag: (name) => read(name, asFlag, 'true or false'),
    map: (name) => read(name, (value) => (isMap(value) ? value : undefined), 'a map'),
    list: (name) => read(name, (value) => (Array.isArray(value) ? value : undefined), 'a list'),
  };
}

/** Reads one setting. */
export interface SettingsReader {
  readonly text: (name: string) => Read<string>;
  readonly number: (name: string) => Read<number>;
  readonly flag: (name: string) => Read<boolean>;
  readonly map: (name: string) => Read<PlainMap>;
  readonly list: (name: string) => Read<readonly PlainValue[]>;
}

function asNumber(value: PlainValue): number | undefined {
  const text = typeof value === 'string' && /^\d+$/.test(value);
  return typeof value === 'number' || text ? Number(value) : undefined;
}

function asFlag(value: PlainValue): boolean | undefined {
  const texts: Readonly<Record<string, boolean>> = { true: true, false: false };
  return typeof value === 'string' ? texts[value] : value === true ? true : undefined;
}
