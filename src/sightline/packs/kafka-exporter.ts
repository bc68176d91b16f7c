import { boolean, gauge } from './fact';
import type { Pack } from './pack';

const partition = ['topic', 'partition'] as const;
const group = ['consumergroup', 'topic'] as const;

/** What kafka_exporter exposes about the brokers, topics and consumer groups that its pod looks at. */
export const kafkaExporter = {
  project: 'kafka_exporter',
  version: '1.9.0',
  source: 'https://github.com/danielqsj/kafka_exporter/blob/v1.9.0/README.md',
  origin: 'own',
  facts: {
    kafka_brokers: gauge('Brokers'),
    kafka_broker_info: gauge('1 for each broker', ['id', 'address']),
    kafka_topic_partitions: gauge('Partitions of a topic', ['topic']),
    kafka_topic_partition_current_offset: gauge('The newest offset', partition),
    kafka_topic_partition_oldest_offset: gauge('The oldest offset', partition),
    kafka_topic_partition_leader: gauge('The broker that leads', partition),
    kafka_topic_partition_replicas: gauge('Replicas', partition),
    kafka_topic_partition_in_sync_replica: gauge('Replicas that are in sync', partition),
    kafka_topic_partition_leader_is_preferred: boolean('Whether the preferred broker leads', partition),
    kafka_topic_partition_under_replicated_partition: boolean('Whether replicas are missing', partition),
    kafka_consumergroup_current_offset: gauge('The offset of a group', [...group, 'partition']),
    kafka_consumergroup_current_offset_sum: gauge('The offsets of a group, summed', group),
    kafka_consumergroup_lag: gauge('Messages that a group has not read', [...group, 'partition']),
    kafka_consumergroup_lag_sum: gauge('Messages of a topic that a group has not read', group),
    kafka_consumergroup_members: gauge('Members of a group', ['consumergroup']),
  },
} as const satisfies Pack;
