/** Lines of the matrix about learning and measuring. */
import type { Who } from '@muster/contract/platform/endpoint';
import type { Line } from './matrix-line.ts';

export const learnLines: Readonly<Record<string, Who | Line>> = {
  'GET /api/v1/services/{name}/readiness': 'signedIn',
  'GET /api/v1/measures/load': 'signedIn',
  'PUT /api/v1/measures/load/nights': { who: 'responder', team: true },
  'GET /api/v1/measures/{name}': 'reader',
  'POST /api/v1/measures/rebuild': 'admin',
  'GET /api/v1/incidents/{ref}/retrospective': 'reader',
  'PUT /api/v1/incidents/{ref}/retrospective': 'responder',
  'GET /api/v1/incidents/{ref}/retrospective/suggestion': 'reader',
  'GET /api/v1/retrospectives': 'reader',
  'POST /api/v1/retrospectives': 'responder',
  'GET /api/v1/me/retrospectives': 'signedIn',
  'GET /api/v1/retrospectives/{id}': 'reader',
  'PATCH /api/v1/retrospectives/{id}': 'responder',
  'POST /api/v1/retrospectives/{id}/steps': 'responder',
  'POST /api/v1/retrospectives/{id}/draft': 'responder',
  'GET /api/v1/retrospectives/{id}/document': 'reader',
  'GET /api/v1/follow-ups': 'reader',
  'POST /api/v1/follow-ups': 'responder',
  'GET /api/v1/follow-ups/{ref}': 'reader',
  'PATCH /api/v1/follow-ups/{ref}': 'responder',
  'POST /api/v1/follow-ups/{ref}/state': 'responder',
  'POST /api/v1/follow-ups/{ref}/check': 'responder',
  'POST /api/v1/follow-ups/{ref}/recurrences': 'responder',
  'GET /api/v1/me/follow-ups': 'signedIn',
  'GET /api/v1/follow-up-report': 'reader',
  'GET /api/v1/follow-up-settings': 'reader',
  'PUT /api/v1/follow-up-settings': 'admin',
  'POST /api/v1/wording': { who: 'signedIn', read: true },
};
