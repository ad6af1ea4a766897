/** Lines of the matrix about learning and measuring. */
import type { Who } from '@muster/contract/platform/endpoint';
import type { Line } from './matrix-line.ts';

export const learnLines: Readonly<Record<string, Who | Line>> = {
  'GET /api/v1/measures/load': 'signedIn',
  'PUT /api/v1/measures/load/nights': { who: 'responder', team: true },
  'GET /api/v1/measures/{name}': 'reader',
  'POST /api/v1/measures/rebuild': 'admin',
  'POST /api/v1/wording': { who: 'signedIn', read: true },
};
