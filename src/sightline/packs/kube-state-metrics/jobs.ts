import { boolean, experimental, gauge, stable } from '../fact';

const job = ['namespace', 'job_name'] as const;
const cronjob = ['namespace', 'cronjob'] as const;

/** A series for each of these, of which one is 1. */
const condition = { condition: ['true', 'false', 'unknown'] } as const;
const seconds = { unit: 'seconds' } as const;

/** About jobs, and what starts them. */
export const jobFacts = {
  ...stable({
    kube_job_info: gauge('1 for each job', job),
    kube_job_labels: gauge('1, with those labels of a job that are let through', job),
    kube_job_owner: gauge('1 for each owner of a job', [
      ...job,
      'owner_kind',
      'owner_name',
      'owner_is_controller',
    ]),
    kube_job_created: gauge('When a job was created', job, {}, seconds),
    kube_job_spec_parallelism: gauge('Pods of a job that may run at once', job),
    kube_job_spec_completions: gauge('Pods of a job that have to succeed', job),
    kube_job_spec_active_deadline_seconds: gauge('How long a job may take', job),
    kube_job_status_active: gauge('Pods of a job that run', job),
    kube_job_status_succeeded: gauge('Pods of a job that have succeeded', job),
    kube_job_status_failed: gauge('Pods of a job that have failed; once the job has, with the reason', [
      ...job,
      'reason',
    ]),
    kube_job_status_start_time: gauge('When a job was taken on', job, {}, seconds),
    kube_job_status_completion_time: gauge('When a job was done', job, {}, seconds),
    kube_job_complete: boolean('Whether a job is done', job, condition),
    kube_job_failed: boolean('Whether a job has failed for good', job, condition),
    kube_cronjob_info: gauge('1 for each cron job, with its schedule', [
      ...cronjob,
      'schedule',
      'concurrency_policy',
      'timezone',
    ]),
    kube_cronjob_labels: gauge('1, with those labels of a cron job that are let through', cronjob),
    kube_cronjob_created: gauge('When a cron job was created', cronjob, {}, seconds),
    kube_cronjob_next_schedule_time: gauge('When the next job is due', cronjob, {}, seconds),
    kube_cronjob_status_active: gauge('Jobs of a cron job that run', cronjob),
    kube_cronjob_status_last_schedule_time: gauge('When the last job was due', cronjob, {}, seconds),
    kube_cronjob_status_last_successful_time: gauge('When a job last succeeded', cronjob, {}, seconds),
    kube_cronjob_spec_suspend: boolean('Whether a cron job starts none', cronjob),
    kube_cronjob_spec_starting_deadline_seconds: gauge('How late a job may start', cronjob),
    kube_cronjob_metadata_resource_version: gauge('Version of the object of a cron job', cronjob),
  }),
  ...experimental({
    kube_job_status_ready: gauge('Pods of a job that are ready', job),
    kube_job_status_suspended: boolean('Whether a job is suspended', job),
    kube_cronjob_schedule_invalid: boolean("Whether a schedule can't be read", cronjob),
    kube_cronjob_spec_successful_job_history_limit: gauge('Jobs that succeeded which are kept', cronjob),
    kube_cronjob_spec_failed_job_history_limit: gauge('Jobs that failed which are kept', cronjob),
  }),
};
