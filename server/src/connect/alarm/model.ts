/** An alarm as a mail and as JSON: plain text, without anything of an alert but its title. */
import type { Alarm } from '../../platform/auditor/model.ts';
import { escaped } from '../../platform/html.ts';
import { mailDomain } from '../../platform/mail-domain.ts';
import { oneLine } from '../notification/model.ts';

export function alarmMail({ subject, lines }: Alarm, { id, from }: { id: string; from: string }) {
  const clean = lines.map((line) => oneLine(line, 1_000));
  return {
    subject: oneLine(subject, 200),
    text: `${clean.join('\n\n')}\n`,
    html: `<!doctype html><html lang="en"><body>${clean.map((line) => `<p>${escaped(line)}</p>`).join('')}</body></html>`,
    messageId: `<${id}@${mailDomain(from)}>`,
    priority: 'high' as const,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

/** `text` is what chat rooms show; the parts are for programs. */
export function alarmBody({ subject, lines }: Alarm): string {
  return JSON.stringify({ text: [subject, ...lines].join('\n'), subject, lines });
}
