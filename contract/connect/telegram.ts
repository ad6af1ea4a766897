import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { instant } from '../platform/wire.ts';

/** For how long a code links an account. */
export const linkMinutes = 15;

export const startTelegramLink = endpoint('POST /api/v1/me/telegram', {
  who: 'responder',
  area: 'contacts',
  summary:
    'A code that links the Telegram account which sends it to the bot with me: once, within 15 minutes.',
  answer: z.object({
    /** Without the @ before it. */
    bot: z.string(),
    /** Opens the bot with the code at hand; whoever presses Start there sends it. */
    url: z.url(),
    code: z.string(),
    validUntil: instant,
  }),
});
