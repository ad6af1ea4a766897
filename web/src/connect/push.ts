import { getPushKey, subscribePush } from '@muster/contract/connect/webpush';
import { call } from '../app/api.ts';
import { words } from './messages.ts';

/** Why this browser cannot be a contact method; undefined when it can. */
export function whyNotPush(): string | undefined {
  if (!window.isSecureContext) return words.push.insecure;
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return words.push.unsupported;
  return Notification.permission === 'denied' ? words.push.denied : undefined;
}

/** Asks for the permission, subscribes with the server's key, and makes the subscription my contact method. */
export async function registerThisBrowser(): Promise<string> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error(words.push.notAllowed);
  const [registration, { publicKey }] = await Promise.all([navigator.serviceWorker.ready, call(getPushKey)]);
  const subscription = await subscribe(registration.pushManager, bytesOf(publicKey));
  const { endpoint, keys } = subscription.toJSON();
  const { contact } = await call(subscribePush, {
    body: {
      label: labelOf(navigator.userAgent),
      endpoint: endpoint ?? subscription.endpoint,
      keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' },
    },
  });
  return contact;
}

/** A subscription made for another server key is of no use: it is given up and made anew. */
async function subscribe(
  manager: PushManager,
  applicationServerKey: BufferSource,
): Promise<PushSubscription> {
  const wanted = { userVisibleOnly: true, applicationServerKey };
  try {
    return await manager.subscribe(wanted);
  } catch (error) {
    const old = await manager.getSubscription();
    if (!old) throw error;
    await old.unsubscribe();
    return manager.subscribe(wanted);
  }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Pure: a name by which people know the browser again, such as `Firefox on Linux`. */
export function labelOf(agent: string): string {
  const find = (names: [RegExp, string][], other: string) =>
    names.find(([sign]) => sign.test(agent))?.[1] ?? other;
  const browser = find(
    [
      [/Edg\//, 'Edge'],
      [/OPR\//, 'Opera'],
      [/Firefox\/|FxiOS/, 'Firefox'],
      [/Chrome\/|CriOS/, 'Chrome'],
      [/Safari\//, 'Safari'],
    ],
    words.push.aBrowser,
  );
  const system = find(
    [
      [/iPhone/, 'iPhone'],
      [/iPad/, 'iPad'],
      [/Android/, 'Android'],
      [/Mac OS X/, 'macOS'],
      [/Windows/, 'Windows'],
      [/CrOS/, 'ChromeOS'],
      [/Linux/, 'Linux'],
    ],
    words.push.aDevice,
  );
  return words.push.label(browser, system);
}
