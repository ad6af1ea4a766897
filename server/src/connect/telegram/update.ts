/**
 * What people tell the bot, as the Bot API hands it out: a code by which an account is linked (`/start <code>`), the
 * button below a page, and everything else, which is nothing to us. Only a chat of one person with the bot is heard:
 * there the chat has the number of the account, so that nobody in a group speaks for another.
 */
import { z } from 'zod';

export type Said =
  | { kind: 'start'; chat: string; code: string }
  | { kind: 'press'; chat: string; code: string; query: string; message: number | null }
  | { kind: 'other' };

export interface Update {
  id: number;
  said: Said;
}

const account = z.object({ id: z.int().positive() });
const updateShape = z.object({
  message: z
    .object({ text: z.string(), from: account, chat: z.object({ id: z.int(), type: z.literal('private') }) })
    .optional(),
  callback_query: z
    .object({
      id: z.string().max(100),
      from: account,
      data: z.string().max(64),
      message: z.object({ message_id: z.int() }).optional(),
    })
    .optional(),
});
const answerShape = z.object({ result: z.array(z.looseObject({ update_id: z.int().nonnegative() })) });

/** The updates in an answer to `getUpdates`, in their order; null when it is no such answer. */
export function readUpdates(body: Buffer): Update[] | null {
  const answer = answerShape.safeParse(parsed(body));
  if (!answer.success) return null;
  return answer.data.result.map((one) => ({ id: one.update_id, said: readUpdate(one) }));
}

/** The name of the bot, without the @, in an answer to `getMe`. */
export function readBotName(body: Buffer): string | null {
  const shape = z.object({ result: z.object({ username: z.string().regex(/^\w{3,64}$/) }) });
  return shape.safeParse(parsed(body)).data?.result.username ?? null;
}

/** What cannot be read is passed over: one update must not keep those behind it. */
function readUpdate(update: object): Said {
  const { message, callback_query: press } = updateShape.safeParse(update).data ?? {};
  if (press)
    return {
      kind: 'press',
      chat: String(press.from.id),
      code: press.data,
      query: press.id,
      message: press.message?.message_id ?? null,
    };
  const start = /^\/start(?:@\w+)?(?: +([-_A-Za-z0-9]{1,64}))? *$/.exec(message?.text ?? '');
  if (!message || !start || message.chat.id !== message.from.id) return { kind: 'other' };
  return { kind: 'start', chat: String(message.from.id), code: start[1] ?? '' };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
