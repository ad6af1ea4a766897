import type { Delivery } from '../../platform/delivery/model.ts';
import { mailDomain } from '../../platform/mail-domain.ts';
import type { Platform } from '../../platform/platform.ts';
import { keptOf } from '../subscriber/model.ts';
import { findSubscriber, pageById } from '../subscriber/store.ts';
import { messageOf, type Post } from './model.ts';
import { askMail, challengeBody, type Letterhead, newsBody, newsMail, remindMail } from './news.ts';
import { findMailing } from './store.ts';

/** Undefined where there is nothing to send any more. */
export async function openPost(
  { work, secrets, settings }: Pick<Platform, 'work' | 'secrets' | 'settings'>,
  delivery: Pick<Delivery, 'id' | 'via' | 'message'>,
): Promise<Post | undefined> {
  const subscriber = await findSubscriber(work, delivery.via);
  const page = subscriber && (await pageById(work, subscriber.page));
  if (!subscriber || !page) return undefined;
  const { to, manage, secret } = keptOf({ secrets }, subscriber);
  const root = `${settings.url}/status/${page.slug}`;
  const head: Letterhead = {
    page: { name: page.name, slug: page.slug, url: root },
    links: { manage: `${root}/subscription/${manage}`, unsubscribe: `${root}/unsubscribe/${manage}` },
    domain: mailDomain(settings.mail?.from ?? ''),
  };
  const { what, sealed, mailing: id } = messageOf(delivery);
  const word = sealed === undefined ? '' : secrets.open(sealed);
  const mailing = id === undefined ? undefined : await findMailing(work, id);
  if (subscriber.kind === 'mail') {
    if (mailing) return { kind: 'mail', to, mail: newsMail(mailing, subscriber.id, head) };
    if (what === 'ask' && word !== '')
      return { kind: 'mail', to, mail: askMail(delivery.id, `${root}/confirm/${word}`, head) };
    return what === 'remind' ? { kind: 'mail', to, mail: remindMail(delivery.id, head) } : undefined;
  }
  const hook = { kind: 'webhook', url: to, secret: secret ?? '' } as const;
  if (mailing) return { ...hook, body: newsBody(delivery.id, mailing, head), challenge: null };
  if (what !== 'ask' || word === '') return undefined;
  const body = challengeBody(delivery.id, { challenge: word, secret: secret ?? '' }, head);
  return { ...hook, body, challenge: word };
}
