import { keepDevice } from '@muster/contract/catalog/security';
import { call } from './api.ts';

/**
 * "This is my own device" is said before the sign-in, and done after it, by whatever way somebody comes in: single
 * sign-on leaves the page in between. So the wish waits in this tab's storage, and that it was done is remembered
 * without any secret: scripts cannot see the device's cookie.
 */
const wish = 'muster.own-device.wish';
const done = 'muster.own-device.id';

export function isWished(): boolean {
  return read(() => sessionStorage.getItem(wish)) !== null;
}

export function setWished(on: boolean): void {
  read(() => (on ? sessionStorage.setItem(wish, '1') : sessionStorage.removeItem(wish)));
}

/** Whether this browser has been called somebody's own already. */
export function isOwn(): boolean {
  return read(() => localStorage.getItem(done)) !== null;
}

export async function keepThisDevice(): Promise<void> {
  const { id } = await call(keepDevice);
  read(() => localStorage.setItem(done, id));
}

/** To be told when a device was forgotten: it may have been this one. */
export function wasForgotten(id: string): void {
  read(() => localStorage.getItem(done) === id && localStorage.removeItem(done));
}

/** After a sign-in; not done is not worth a word, because it can be done again under Security. */
export function fulfilWish(): void {
  if (!isWished()) return;
  setWished(false);
  void keepThisDevice().catch(() => undefined);
}

/** Storage may be forbidden; then nothing is remembered. */
function read<T>(from: () => T): T | null {
  try {
    return from();
  } catch {
    return null;
  }
}
