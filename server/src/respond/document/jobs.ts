import type { Jobs } from '../../platform/jobs.ts';
import { shortenDocuments } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'respond.shortenDocuments', everyMinutes: 10, run: shortenDocuments }],
};
