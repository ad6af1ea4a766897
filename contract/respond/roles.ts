/** Who holds which role: claimed for oneself, assigned to somebody, given back (R4, R16; api.md, section 7). */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { line, name } from '../platform/wire.ts';
import { byRef, incident } from './incidents.ts';

/** What nobody holds is the commander's. */
export const commanderRole = 'commander';

/** `me` stands for whoever asks. */
const somebody = name;
const byRole = z.strictObject({ ...byRef.shape, role: name });

export const takeRole = endpoint('POST /api/v1/incidents/{ref}/roles', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Claim a role, or assign it. One that somebody else holds is taken with a reason; command is better handed over.',
  params: byRef,
  body: z.strictObject({ role: name, person: somebody.default('me'), reason: line(1_000).optional() }),
  answer: incident,
});
export const releaseRole = endpoint('DELETE /api/v1/incidents/{ref}/roles/{role}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Give a role back. Command only with a reason, and the alarm clock starts at once.',
  params: byRole,
  query: z.strictObject({ person: somebody.default('me'), reason: z.string().max(1_000).optional() }),
  answer: incident,
});
