/**
 * A notification for ntfy, published as JSON (the server's root address, with the topic inside), because headers could
 * not carry every title. It rings through silence for high urgency (priority 5), and its button acknowledges by a POST
 * from the phone to the one-time link, which works with the screen locked.
 */
import type { PageMessage } from '../../oncall/index.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { oneLine } from '../notification/model.ts';

export interface NtfyPlace {
  /** Where to publish: the server's own address. */
  server: string;
  topic: string;
}

/** What follows the last slash is the topic; undefined when there is none that ntfy would take. */
export function placeOf(topicUrl: string): NtfyPlace | undefined {
  const url = URL.parse(topicUrl);
  const topic = url?.pathname.split('/').at(-1) ?? '';
  if (!url || !/^[-_A-Za-z0-9]{1,64}$/.test(topic)) return undefined;
  return { server: `${url.origin}${url.pathname.slice(0, -topic.length)}`, topic };
}

/** The JSON text that is posted. */
export function ntfyBody(
  { maybeDuplicate }: Pick<Delivery, 'maybeDuplicate'>,
  { page, reason, note }: PageMessage,
  { topic, acknowledge }: { topic: string; acknowledge: string },
): string {
  const title = oneLine(page.title, 200) || 'Muster';
  if (note)
    return JSON.stringify({ topic, title, message: oneLine(note.text, 500), click: page.url, priority: 3 });
  const lines = [
    page.service === null
      ? `${page.urgency} urgency`
      : `${oneLine(page.service, 64)}, ${page.urgency} urgency`,
    oneLine(reason, 300),
    ...(maybeDuplicate ? ['This may be a duplicate: an earlier try had no clear end.'] : []),
  ];
  return JSON.stringify({
    topic,
    title,
    message: lines.filter((line) => line !== '').join('\n'),
    priority: page.urgency === 'high' ? 5 : 3,
    tags: [page.urgency === 'high' ? 'rotating_light' : 'bell'],
    click: page.url,
    actions: [
      {
        action: 'http',
        label: 'Acknowledge',
        url: acknowledge,
        method: 'POST',
        headers: { accept: 'application/json' },
        clear: true,
      },
    ],
  });
}
