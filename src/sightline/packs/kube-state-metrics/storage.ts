import { boolean, experimental, gauge, stable } from '../fact';

const volume = ['persistentvolume'] as const;
const claim = ['namespace', 'persistentvolumeclaim'] as const;
const configmap = ['namespace', 'configmap'] as const;
const secret = ['namespace', 'secret'] as const;
const storageclass = ['storageclass'] as const;
const attachment = ['volumeattachment'] as const;
const moment = { unit: 'seconds' } as const;

/** About volumes, and about what pods are configured with. */
export const storageFacts = {
  ...stable({
    kube_persistentvolume_capacity_bytes: gauge('Size of a volume', volume),
    kube_persistentvolume_status_phase: boolean('Whether a volume is in a phase', volume, {
      phase: ['Pending', 'Available', 'Bound', 'Released', 'Failed'],
    }),
    kube_persistentvolume_claim_ref: gauge('1, with the claim that a volume is bound to', [
      ...volume,
      'claim_namespace',
      'name',
    ]),
    kube_persistentvolume_labels: gauge('1, with those labels of a volume that are let through', volume),
    kube_persistentvolume_info: gauge('1 for each volume, with where its data is', [
      ...volume,
      'storageclass',
      'reclaim_policy',
      'csi_driver',
      'csi_volume_handle',
      'gce_persistent_disk_name',
      'ebs_volume_id',
      'azure_disk_name',
      'fc_wwids',
      'fc_lun',
      'fc_target_wwns',
      'iscsi_target_portal',
      'iscsi_iqn',
      'iscsi_lun',
      'iscsi_initiator_name',
      'nfs_server',
      'nfs_path',
      'local_path',
      'local_fs',
      'host_path',
      'host_path_type',
    ]),
    kube_persistentvolumeclaim_access_mode: gauge('1 for each way in which a claim may be mounted', [
      ...claim,
      'access_mode',
    ]),
    kube_persistentvolumeclaim_info: gauge('1 for each claim, with its volume', [
      ...claim,
      'storageclass',
      'volumename',
      'volumemode',
    ]),
    kube_persistentvolumeclaim_labels: gauge('1, with those labels of a claim that are let through', claim),
    kube_persistentvolumeclaim_resource_requests_storage_bytes: gauge('Size that a claim asks for', claim),
    kube_persistentvolumeclaim_status_phase: boolean('Whether a claim is in a phase', claim, {
      phase: ['Pending', 'Bound', 'Lost'],
    }),
    kube_storageclass_info: gauge('1 for each storage class', [
      ...storageclass,
      'provisioner',
      'reclaim_policy',
      'volume_binding_mode',
    ]),
    kube_storageclass_labels: gauge('1, with those labels that are let through', storageclass),
    kube_storageclass_created: gauge('When a storage class was created', storageclass, {}, moment),
    kube_configmap_info: gauge('1 for each config map', configmap),
    kube_configmap_labels: gauge('1, with those labels of a config map that are let through', configmap),
    kube_configmap_created: gauge('When a config map was created', configmap, {}, moment),
    kube_secret_info: gauge('1 for each secret', secret),
    kube_secret_type: gauge('1, with the type of a secret', [...secret, 'type']),
    kube_secret_labels: gauge('1, with those labels of a secret that are let through', secret),
    kube_secret_created: gauge('When a secret was created', secret, {}, moment),
  }),
  ...experimental({
    kube_persistentvolume_created: gauge('When a volume was created', volume, {}, moment),
    kube_persistentvolume_deletion_timestamp: gauge('When a volume is to be deleted', volume, {}, moment),
    kube_persistentvolumeclaim_created: gauge('When a claim was created', claim, {}, moment),
    kube_persistentvolumeclaim_deletion_timestamp: gauge('When a claim is to go', claim, {}, moment),
    // its documentation calls the label 'type'; the series have 'condition'
    kube_persistentvolumeclaim_status_condition: boolean(
      'Whether a condition of a claim has a status',
      [...claim, 'condition'],
      { status: ['true', 'false', 'unknown'] },
    ),
    kube_persistentvolume_access_mode: gauge('1 for each way in which a volume may be mounted', [
      ...volume,
      'access_mode',
    ]),
    kube_persistentvolume_volume_mode: gauge('1, with what a volume is used as', [...volume, 'volumemode']),
    kube_persistentvolume_csi_attributes: gauge('1, with attributes of CSI', [
      ...volume,
      'csi_mounter',
      'csi_map_options',
    ]),
    kube_configmap_metadata_resource_version: gauge('Version of a config map', configmap),
    kube_secret_metadata_resource_version: gauge('Version of a secret', secret),
    kube_secret_owner: gauge('1 for each owner of a secret', [
      ...secret,
      'owner_kind',
      'owner_name',
      'owner_is_controller',
    ]),
    kube_volumeattachment_info: gauge('1 for each attachment of a volume', [
      ...attachment,
      'attacher',
      'node',
    ]),
    kube_volumeattachment_spec_source_persistentvolume: gauge('1, with the volume that is attached', [
      ...attachment,
      'volumename',
    ]),
    kube_volumeattachment_status_attached: boolean('Whether a volume is attached', attachment),
  }),
};
