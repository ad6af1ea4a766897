import type { Client } from '@muster/contract/platform/client';
import { createClient } from '@muster/contract/platform/client';
import { learnServerTime } from '../ui/clock.ts';
import { confirming } from './confirmation.ts';

/**
 * The one way to the server. The header marks the request as coming from this application: another site cannot
 * set it without asking first, so the server can trust the cookie of a request that has it.
 */
export const call: Client = confirming(
  createClient({
    baseUrl: '',
    headers: () => ({ 'x-muster': '1' }),
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      learnServerTime(answer.headers.get('date'));
      return answer;
    },
  }),
);
