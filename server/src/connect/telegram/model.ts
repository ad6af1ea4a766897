/**
 * A notification as a message of a Telegram bot, and what the Bot API's answer means. Plain text without a parse mode,
 * so that nothing in a title is markup. The links stand in the text and not behind buttons: the Bot API refuses a whole
 * message over a button to an address that it does not like, such as that of a host without a dot. The button to
 * acknowledge is of the other kind: it leads nowhere, and pressing it tells the bot the code of the link.
 */
import { z } from 'zod';
import type { PageMessage } from '../../oncall/index.ts';
import type { Delivery, Outcome } from '../../platform/delivery/model.ts';
import type { EgressAnswer } from '../../platform/egress/model.ts';
import { oneLine } from '../notification/model.ts';
import { httpOutcome } from '../notification/outcome.ts';

/** The JSON text for `sendMessage`; what strangers wrote is so short that it stays below 4096 characters. */
export function telegramBody(
  { maybeDuplicate }: Pick<Delivery, 'maybeDuplicate'>,
  message: PageMessage,
  { chat, acknowledge }: { chat: string; acknowledge: string },
): string {
  const lines = message.note ? noteLines(message, message.note.text) : pageLines(message, acknowledge);
  const notice = maybeDuplicate ? ['This may be a duplicate: an earlier try had no clear end.'] : [];
  return JSON.stringify({
    chat_id: chat,
    text: [...lines, ...notice].filter((line) => line !== '').join('\n'),
    // A preview would have the link opened by others.
    link_preview_options: { is_disabled: true },
    ...(message.note ? {} : { reply_markup: keyboard('Acknowledge', codeOfLink(acknowledge)) }),
  });
}

/**
 * What an answer of the Bot API means. 403 (the bot is blocked, or was never started) and a chat that is not found are
 * gone. 401 and 404 speak of the token and not of the person. 429 names the seconds to wait in its body.
 */
export function telegramOutcome(answer: EgressAnswer, now: Temporal.Instant): Outcome {
  if (answer.kind !== 'answered') return httpOutcome(answer, now);
  const { status, body } = answer;
  if (status === 401 || status === 404)
    return { kind: 'rejected', reason: `Telegram does not know the bot of this server (${status}).` };
  if (status === 403)
    return {
      kind: 'rejected',
      reason: 'The bot may not write to this account: it was blocked, or never started.',
      isGone: true,
    };
  const said = readAnswer(body);
  if (status === 400 && /chat not found/i.test(said.description ?? ''))
    return {
      kind: 'rejected',
      reason: 'Telegram knows no such account, or it never started the bot.',
      isGone: true,
    };
  const waitSeconds = said.parameters?.retry_after;
  if (status !== 429 || waitSeconds === undefined) return httpOutcome(answer, now);
  return httpOutcome({ ...answer, headers: { ...answer.headers, 'retry-after': String(waitSeconds) } }, now);
}

/** One button below a message; the code comes back when it is pressed. At most 64 bytes of it. */
export function keyboard(label: string, code: string) {
  return { inline_keyboard: [[{ text: label, callback_data: code }]] };
}

/** The last part of the link's address: the delivery's id and what only this server can make of it, 59 characters. */
function codeOfLink(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

function pageLines({ page, reason }: PageMessage, acknowledge: string): string[] {
  return [
    oneLine(page.title, 600) || 'Muster',
    page.service === null
      ? `${page.urgency} urgency`
      : `${oneLine(page.service, 64)}, ${page.urgency} urgency`,
    oneLine(reason, 300),
    page.url,
    `Acknowledge: ${acknowledge}`,
  ];
}

function noteLines({ page }: PageMessage, text: string): string[] {
  return [oneLine(page.title, 600), oneLine(text, 500), page.url];
}

/** The number of a bot: the part of its token that is no secret. */
export function botOf(token: string): string {
  return token.slice(0, token.indexOf(':'));
}

/** Why the Bot API tells nothing of what people said; null when it does. Never what stands in its answer. */
export function heardProblem(answer: EgressAnswer): string | null {
  if (answer.kind !== 'answered') return answer.reason;
  const { status, isComplete } = answer;
  if (status === 200) return isComplete ? null : 'The answer of Telegram is too long, or it broke off.';
  if (status === 401 || status === 404) return `Telegram does not know the bot of this server (${status}).`;
  if (status === 409)
    return 'Another program, or a webhook, takes what people tell this bot (409). A bot has one listener.';
  return `Telegram answered ${status}.`;
}

const answerShape = z.object({
  description: z.string().optional(),
  parameters: z.object({ retry_after: z.int().positive().optional() }).optional(),
});

/** What stands in the answer, as far as it can be read. None of it is ever shown. */
function readAnswer(body: Buffer): z.output<typeof answerShape> {
  try {
    return answerShape.safeParse(JSON.parse(body.toString('utf8'))).data ?? {};
  } catch {
    return {};
  }
}
