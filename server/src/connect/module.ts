import { openLetter } from '../catalog/index.ts';
import type { Query } from '../platform/db.ts';
import type { Sender } from '../platform/delivery/model.ts';
import type { Purpose } from '../platform/delivery/purpose.ts';
import { createEgress } from '../platform/egress/egress.ts';
import type { Plugin, Route } from '../platform/http/route.ts';
import type { Jobs, Worker } from '../platform/jobs.ts';
import { keptSecret } from '../platform/kept-secret.ts';
import type { Listener } from '../platform/listening.ts';
import type { Platform } from '../platform/platform.ts';
import { makeVapidKeys, type VapidKeys } from '../platform/push-crypto.ts';
import type { SecretBox } from '../platform/secrets.ts';
import type { Settings } from '../platform/settings.ts';
import { type Alarms, openAlarms } from './alarm/sender.ts';
import { codeFor } from './answer/actions.ts';
import { jobs as answerJobs } from './answer/jobs.ts';
import { answerPlugin } from './answer/routes.ts';
import { createEmailSender } from './email/sender.ts';
import { createLetterSender } from './letter/sender.ts';
import { createNewsSenders } from './news/sender.ts';
import type { Contact, ContactBook } from './notification/model.ts';
import { createNtfySender } from './ntfy/sender.ts';
import { jobs as providerJobs } from './provider/jobs.ts';
import { providerRoutes } from './provider/routes.ts';
import { createExchange, createProber, numberKey } from './provider/sender.ts';
import { createSmsSender } from './sms/sender.ts';
import { createSubscriberSenders } from './subscriber/sender.ts';
import { createTelegramListener } from './telegram/inbound.ts';
import { jobs as telegramJobs } from './telegram/jobs.ts';
import { routes as telegramRoutes } from './telegram/routes.ts';
import { createTelegramSender } from './telegram/sender.ts';
import { createVoiceSender } from './voice/sender.ts';
import { createWebhookSender } from './webhook/sender.ts';
import { vapidSubject } from './webpush/model.ts';
import { type SaveSubscription, webpushRoutes } from './webpush/routes.ts';
import { createWebpushSender } from './webpush/sender.ts';

export type { Alarms };

export const connectJobs: Jobs[] = [providerJobs, answerJobs, telegramJobs];

/** What oncall gives, so that senders can be tried without it. */
export interface FromOncall {
  findContact(db: Query, secrets: SecretBox, person: string, via: string): Promise<Contact | undefined>;
  acknowledgeUrl(settings: Settings, secrets: SecretBox, deliveryId: string): string;
  saveWebpushContact: SaveSubscription;
}

export interface Connect {
  senders: Sender[];
  routes: Route[];
  plugins: Plugin[];
  workers: Worker[];
  /** What waits for others to say something. */
  listeners: Listener[];
  /** The ways to administrators that share nothing with the senders. */
  alarms: Alarms;
  /** Ends the connections that are kept open; after the lanes have drained. */
  close(): void;
}

/** Opens every way out. Reads, or makes at the first start, the key by which push services know us. */
export async function openConnect(
  platform: Platform,
  oncall: FromOncall,
  purposes: Readonly<Record<string, Purpose>>,
): Promise<Connect> {
  const { settings, secrets, work, egress } = platform;
  const contacts: ContactBook = {
    findContact: (person, via) => oncall.findContact(work, secrets, person, via),
    acknowledgeUrl: (deliveryId) => oncall.acknowledgeUrl(settings, secrets, deliveryId),
  };
  const vapid = await ownVapidKeys(platform);
  const email = createEmailSender({ mail: settings.mail, ...contacts });
  const alarms = openAlarms(settings, platform.clock);
  const letters = createLetterSender({
    mail: settings.mail,
    openLetter: (delivery) => openLetter(secrets, delivery),
  });
  const subscribers = createSubscriberSenders(platform);
  const exchange = createExchange(platform);
  const news = createNewsSenders(platform, exchange);
  return {
    senders: [
      createWebhookSender({ egress, ...contacts }),
      createNtfySender({ egress, ...contacts }),
      createTelegramSender({
        egress,
        token: settings.telegramToken,
        apiRoot: settings.telegramUrl,
        ...contacts,
      }),
      email,
      letters,
      ...subscribers.senders,
      createWebpushSender({ egress, vapid, subject: vapidSubject(settings), ...contacts }),
      createSmsSender({
        exchange,
        codeFor: (delivery, number) => codeFor(platform, delivery, numberKey(platform, number)),
        ...contacts,
      }),
      createVoiceSender({ exchange, ...contacts }),
      ...news.senders,
    ],
    routes: [
      ...webpushRoutes(vapid.publicKey, oncall.saveWebpushContact),
      ...providerRoutes(exchange),
      ...telegramRoutes,
    ],
    plugins: [answerPlugin(purposes, exchange)],
    workers: [createProber(platform)],
    listeners: telegramListeners(platform),
    alarms,
    close() {
      alarms.close();
      email.close();
      letters.close();
      news.close();
      subscribers.close();
    },
  };
}

/** None without a bot. */
function telegramListeners(platform: Platform): Listener[] {
  const { telegramToken: token, allowTargets: allow } = platform.settings;
  return token === null ? [] : [createTelegramListener(platform, { egress: createEgress({ allow }), token })];
}

async function ownVapidKeys({ db, secrets }: Platform): Promise<VapidKeys> {
  const kept = await keptSecret(db, secrets, 'webpush.vapid', () => JSON.stringify(makeVapidKeys()));
  // Sealed by this line alone, so it is what makeVapidKeys answers.
  return JSON.parse(kept) as VapidKeys;
}
