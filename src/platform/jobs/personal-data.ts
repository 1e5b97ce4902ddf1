import type { Claim, PersonalData } from '../personal-data/personal-data.ts'

const untilDone = {
  why: 'The work is done apart from the request that asked for it',
  kept: 'until the job is done; a job that fails for good stays until an admin removes it',
  exportedAs: null,
  erasedBy: 'the end of the job',
} as const

const nothing = (...columns: readonly string[]): Readonly<Record<string, Claim>> =>
  Object.fromEntries(columns.map((column) => [column, 'nothing personal']))

/** What the queue holds about people: numbers of rows, while there is work to do with them. */
export const personalData: PersonalData = {
  feature: 'platform/jobs',
  tables: {
    workers: nothing('id', 'started_at', 'beat_at'),
    'porchlight_jobs._private_jobs': {
      ...nothing('id', 'job_queue_id', 'task_id', 'priority', 'run_at', 'attempts', 'max_attempts'),
      ...nothing('created_at', 'updated_at', 'locked_at', 'locked_by', 'revision', 'flags', 'is_available'),
      key: { what: 'What a job is about, by number, so that it waits only once', ...untilDone },
      payload: { what: 'Whom or what a job is about, by number', ...untilDone },
      last_error: { what: 'Why the last try failed, without values that somebody typed', ...untilDone },
    },
    'porchlight_jobs._private_job_queues': nothing('id', 'queue_name', 'locked_at', 'locked_by', 'is_available'),
    'porchlight_jobs._private_known_crontabs': nothing('identifier', 'known_since', 'last_execution'),
    'porchlight_jobs._private_tasks': nothing('id', 'identifier'),
    'porchlight_jobs.migrations': nothing('id', 'ts', 'breaking'),
  },
}
