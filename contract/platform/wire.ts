import { z } from 'zod';

/** An instant on the wire: RFC 3339, UTC, milliseconds, such as `2026-03-08T14:00:00.000Z`. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine(isInYears1To9999, 'is before the year 1 or after the year 9999')
  .meta({ description: 'RFC 3339 instant' });

/** Outside of them, as an offset may lead to, no database keeps a moment and no reader takes its text. */
function isInYears1To9999(text: string): boolean {
  const ms = Date.parse(text);
  return ms >= -62_135_596_800_000 && ms < 253_402_300_800_000;
}

/** Opaque id (UUIDv7). */
export const id = z.string().min(1).max(64);

/** The handle of a person, team, service, schedule, policy, integration or route. */
export const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'use 1 to 64 of a-z 0-9 . _ - and start with a letter or digit');

export const byName = z.strictObject({ name });
export const byId = z.strictObject({ id });

/** A line of plain text for people. It is stored as typed and escaped where it is shown. */
export const line = (max: number) => z.string().trim().min(1).max(max);

export const listQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
};

/** One page of a list. `nextCursor` is null on the last one. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** From this many days before its end on, a token's end is told to everybody who uses or sees it. */
export const tokenNoticeDays = 7;
/** The header by which an answer tells the end of the token that asked, when that is near. */
export const tokenExpiresHeader = 'muster-token-expires';

export const problemCodes = [
  'not_found',
  'forbidden',
  'conflict',
  'invalid',
  'limit',
  'precondition',
  'unauthenticated',
  'unavailable',
  'internal',
] as const;

/** RFC 9457 problem document, the only form of an error under /api. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.enum(problemCodes),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
  requestId: z.string(),
  /** On a `precondition`: the person has to confirm who is there, and may ask again then. */
  confirm: z.literal(true).optional(),
  /** On a `limit`: in how many seconds to come again. */
  retryAfter: z.int().optional(),
});
export type Problem = z.infer<typeof problem>;
