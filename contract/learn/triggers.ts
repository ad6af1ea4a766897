/**
 * When a retrospective is due (practice.md P24): said beforehand by the organisation, so that nobody decides it in the
 * heat, and of every incident alike, whatever its severity asks for.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { name } from '../platform/wire.ts';

const minutes = z.int().min(1).max(10_080).nullable();

export const retrospectiveSettings = z.strictObject({
  /** Users noticed it for longer than so many minutes; null asks for none of them. */
  visibleMinutes: minutes,
  /** It took longer than so many minutes to resolve. */
  resolveMinutes: minutes,
  /** Data were lost or harmed. */
  dataLoss: z.boolean(),
  /** Somebody who was called had to step in by hand. */
  intervention: z.boolean(),
  /** People noticed it, and no signal did. */
  monitoringMiss: z.boolean(),
  /** The schedule whose public holidays are no days of work; null where none are known. */
  holidays: name.nullable(),
});
export type RetrospectiveSettings = z.infer<typeof retrospectiveSettings>;

export const getRetrospectiveSettings = endpoint('GET /api/v1/retrospective-settings', {
  who: 'reader',
  area: 'incidents',
  summary: 'When a retrospective is due, and which days are no days of work.',
  answer: retrospectiveSettings,
});
export const putRetrospectiveSettings = endpoint('PUT /api/v1/retrospective-settings', {
  who: 'admin',
  area: 'incidents',
  summary: 'Change when a retrospective is due. Those that are due already stay so.',
  body: retrospectiveSettings,
  answer: retrospectiveSettings,
});
