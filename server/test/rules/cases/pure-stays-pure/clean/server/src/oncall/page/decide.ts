import { z } from 'zod';
import { createHash } from 'node:crypto';
import { Refusal } from '../../platform/refusal.ts';
import type { Database } from '../../platform/db.ts';
import type { Page } from './model.ts';

// Date.now() in a comment, and 'await' in a string, harm nobody.
export function decide(page: Page, now: Temporal.Instant) {
  if (page.closed) throw new Refusal('conflict', 'Nothing to await here.');
  return { ...page, at: new Date(now.epochMilliseconds), key: createHash('sha256'), kind: z };
}
