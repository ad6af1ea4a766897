import type { Jobs } from '../../platform/jobs.ts';

export const jobs: Jobs = { sealed: ['oncall.contacts.sealed'] };
