/**
 * A notification as a text message: at most two parts, so that it comes at once and in order. It says the service, the
 * title, where to acknowledge, and the code to answer with; the title is what gives way.
 */
import { fitted, simpler } from '@muster/contract/platform/sms-size';
import type { PageMessage } from '../../oncall/index.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { oneLine } from '../notification/model.ts';

/** `code` is left out of what nobody can answer. */
export function smsText(
  { maybeDuplicate }: Pick<Delivery, 'maybeDuplicate'>,
  { page, note }: PageMessage,
  { link, code }: { link: string; code: string | null },
): string {
  const again = maybeDuplicate ? '(may be a duplicate) ' : '';
  const end = note ? '' : ` ${link}${code === null ? '' : ` Reply ${code} to acknowledge`}`;
  const service = page.service === null ? '' : `${oneLine(page.service, 64)}: `;
  const about = note ? oneLine(note.text, 300) : oneLine(page.title, 300) || 'A page without a title';
  const written = `${again}${simpler(service + about)}`;
  return fitted(written, end);
}

/** What somebody answered. */
export type Reply = { kind: 'code'; code: string } | { kind: 'word' } | { kind: 'other' };

/** "4821", "ack 4821", "ack", "1", "ok": in any case, with whatever signs around it. */
export function readReply(text: string): Reply {
  const said = oneLine(text, 200)
    .toLowerCase()
    .replace(/[^\p{L}\p{N} ]/gu, ' ')
    .trim();
  const code = /^(?:(?:ack|acknowledge|reply|ok) +)?(\d{4})$/.exec(said)?.[1];
  if (code !== undefined) return { kind: 'code', code };
  return /^(?:ack|acknowledge|acknowledged|1|ok|yes)$/.test(said) ? { kind: 'word' } : { kind: 'other' };
}
