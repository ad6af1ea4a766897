/** Files and images that belong to lines of the log. They are kept in the database, and given out as files only. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, line } from '../platform/wire.ts';
import { incident, ref } from './incidents.ts';

export const longestFileBytes = 8 * 1_048_576;
export const mostFiles = 200;

/** What is taken: told by what is in a file, whatever its name says. */
export const fileTypes = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf', 'text/plain'] as const;

/** `content` is base64. */
export const newFile = z.strictObject({ name: line(1_000), content: z.base64().min(1) });

export const addFile = endpoint('POST /api/v1/incidents/{ref}/entries/{id}/files', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Send a file with a line: {name, content}, the content as base64. PNG, JPEG, WebP, PDF or text, 8 MiB at most; what a camera wrote into a picture is left out.',
  params: z.strictObject({ ref, id }),
  // Told apart from other bodies because it is longer; its schema is `newFile`.
  body: z.unknown(),
  answer: incident,
  status: 201,
});
export const getFile = endpoint('GET /api/v1/incidents/{ref}/files/{id}', {
  who: 'reader',
  area: 'incidents',
  summary: 'A file of the log, to be saved.',
  params: z.strictObject({ ref, id }),
  answer: z.string(),
});
export const removeFile = endpoint('DELETE /api/v1/incidents/{ref}/files/{id}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Take a file away for good: its bytes are gone, and that it was there stays on record.',
  params: z.strictObject({ ref, id }),
  query: z.strictObject({ reason: z.string().trim().max(2_000).default('') }),
  answer: incident,
});
