import { figuresJob, sizesJob } from '../features/admin/index.ts'
import type { Job } from '../platform/jobs/job.ts'
import { retention } from './retention.ts'

/** Every job there is. */
export const jobs: readonly Job[] = [retention, figuresJob, sizesJob]
