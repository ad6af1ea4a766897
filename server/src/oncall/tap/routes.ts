import { acknowledgeTapPage, getTapPage } from '@muster/contract/oncall/tap';
import { noteDevice } from '../../catalog/index.ts';
import { route } from '../../platform/http/route.ts';
import { Refusal } from '../../platform/refusal.ts';
import { acknowledgePage } from '../page/actions.ts';
import { tappedView } from './views.ts';

/** The two endpoints that look at the device cookie. No other does, and none may be added without decision 0007. */
export const routes = [
  route(
    getTapPage,
    async ({ platform, caller, params }) => (await tappedView(platform, caller, params.id)).shown,
  ),
  route(acknowledgeTapPage, async ({ platform, caller, params }) => {
    const { shown, device } = await tappedView(platform, caller, params.id);
    const { person: name, access, id } = device;
    await noteDevice(platform, caller, device);
    if (shown.state !== 'triggered') return shown;
    const actor = { kind: 'person', name, access, by: 'device', device: id } as const;
    try {
      await acknowledgePage(platform, { ...caller, actor }, params);
    } catch (error) {
      // Somebody else was faster, or it is over: what is shown says so.
      if (!(error instanceof Refusal)) throw error;
    }
    return (await tappedView(platform, caller, params.id)).shown;
  }),
];
