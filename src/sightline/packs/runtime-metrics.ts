import { packData } from './all-packs';
import type { Pack } from './pack';

/** The packs of which every metric is about a process and its runtime. */
const ofRuntimes = ['go', 'jvm', 'node', 'python'] as const;

/** Of Micrometer, what is about the process and not about what the service does. */
const aboutProcess = /^(?:application|disk|executor|jetty|jvm|logback|process|system|tomcat)_/;

/** What client libraries expose on their own, by how its name begins: about the process, the runtime, the collector, and the page itself. */
const beginsAsOfClient =
  /^(?:process|nodejs|python|go|jvm|dotnet|ruby|promhttp|prometheus_net|otel_scope)_|^target_info$/;

/** What clients expose beside their packs, by settings and versions: of the runtime of Go, and about the page itself. */
const ofClientToo =
  /^go_(?:cgo|cpu_classes|gc|godebug|memory_classes|memstats|sched|sync)_|^promhttp_metric_handler_|^prometheus_net_|^otel_scope_info$|^target_info$/;

/** Whether clients are known to expose a metric, though no pack has it. */
export function isKnownOfClient(name: string): boolean {
  return ofClientToo.test(name);
}

/** Whether a metric is named as those that client libraries expose on their own. */
export function isOfClient(name: string): boolean {
  return beginsAsOfClient.test(name) || runtimePacksOf(name).length > 0;
}

/** The packs that have a metric among those about a process and its runtime: several have those of processes. */
export function runtimePacksOf(name: string): readonly (keyof typeof packData)[] {
  const packs: readonly (keyof typeof packData)[] = ofRuntimes.filter((key) => has(packData[key], name));
  return aboutProcess.test(name) && has(packData.micrometer, name) ? [...packs, 'micrometer'] : packs;
}

/** The pack of a metric that something of the cluster exposes about others. */
export function clusterPackOf(name: string): keyof typeof packData | undefined {
  return packKeys.find((key) => packData[key].origin === 'external' && has(packData[key], name));
}

/** The pack of a metric that the pods of a service expose beside its own, and that is not about their runtime. */
export function servicePackOf(name: string): keyof typeof packData | undefined {
  if (runtimePacksOf(name).length > 0) return undefined;
  return packKeys.find((key) => packData[key].origin === 'own' && has(packData[key], name));
}

/** Whether this is what a pack says that a metric is: then the words are not those of the service. */
export function isHelpOfPack(name: string, help: string): boolean {
  return packKeys.some((key) => has(packData[key], name) && factOf(packData[key], name)?.help === help);
}

const packKeys = Object.keys(packData) as (keyof typeof packData)[]; // its own keys

function has({ facts }: Pack, name: string): boolean {
  return Object.hasOwn(facts, name);
}

function factOf({ facts }: Pack, name: string) {
  return facts[name];
}
