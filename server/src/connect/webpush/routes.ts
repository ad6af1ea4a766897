import { getPushKey, subscribePush } from '@muster/contract/connect/webpush';
import type { Action } from '../../platform/action.ts';
import { type Route, route } from '../../platform/http/route.ts';

/** What a browser gives when it subscribes, and the name by which its owner knows it. */
export interface Subscription {
  label: string;
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** Keeps a browser as a contact method of whoever asks; answers its id. */
export type SaveSubscription = Action<Subscription, { contact: string }>;

export function webpushRoutes(publicKey: string, save: SaveSubscription): Route[] {
  return [
    route(getPushKey, async () => ({ publicKey })),
    route(subscribePush, ({ platform, caller, body }) => save(platform, caller, body)),
  ];
}
