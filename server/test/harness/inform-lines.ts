/** Lines of the matrix about who is told of news: lists, subscriptions, sendings. */
import type { Who } from '@muster/contract/platform/endpoint';

export const informLines: Readonly<Record<string, Who>> = {
  'GET /api/v1/audience-lists': 'reader',
  'POST /api/v1/audience-lists': 'admin',
  'PUT /api/v1/audience-lists/{id}': 'admin',
  'DELETE /api/v1/audience-lists/{id}': 'admin',
  'GET /api/v1/audience-lists/{id}/members': 'reader',
  'POST /api/v1/audience-lists/{id}/members': 'admin',
  'DELETE /api/v1/audience-lists/{id}/members/{member}': 'admin',
  'POST /api/v1/audience-lists/{id}/members/{member}/test': 'admin',
  'GET /api/v1/me/subscriptions': 'signedIn',
  'POST /api/v1/me/subscriptions': 'signedIn',
  'DELETE /api/v1/me/subscriptions/{id}': 'signedIn',
  'GET /api/v1/incidents/{ref}/sendings': 'reader',
  'GET /api/v1/incidents/{ref}/sendings/{id}/tellings': 'reader',
  'GET /api/v1/incidents/{ref}/recipients/{audience}': 'reader',
  'PUT /api/v1/incidents/{ref}/recipients/{audience}/teams/{team}': 'responder',
  'DELETE /api/v1/incidents/{ref}/recipients/{audience}/teams/{team}': 'responder',
};
