import { listMyClocks } from '@muster/contract/respond/owed';
import { route } from '../../platform/http/route.ts';
import { myClocks } from './views.ts';

export const routes = [route(listMyClocks, ({ platform, caller }) => myClocks(platform.db, caller.actor))];
