import {
  forgetDevice as forgetEndpoint,
  keepDevice as keepEndpoint,
  listDevices,
} from '@muster/contract/catalog/security';
import { route } from '../../platform/http/route.ts';
import { hashOf } from '../../platform/secrets.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { ownSession } from '../session/caller.ts';
import { forgetDevice, keepDevice } from './actions.ts';
import { deviceList } from './views.ts';

export const routes = [
  route(listDevices, ({ platform: { db, clock }, caller, deviceSecret }) => {
    const hash = deviceSecret === null ? null : hashOf(deviceSecret);
    return deviceList(db, { person: ownSession(caller).person, hash, now: clock.now() });
  }),
  route(keepEndpoint, async ({ platform, caller, setDevice }) => {
    const { id, secret, expiresAt } = await keepDevice(platform, caller, {});
    setDevice(secret);
    return { id, expiresAt: wireTime(expiresAt) };
  }),
  route(forgetEndpoint, ({ platform, caller, params }) => forgetDevice(platform, caller, params)),
];
