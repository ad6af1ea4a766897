import { putRespondSettings } from '@muster/contract/respond/settings';
import { action } from '../../platform/action.ts';
import { decideSettings } from './decide.ts';
import { loadSettings, saveSettings } from './store.ts';

/** Changes how the company responds. Incidents that run keep what they began with. */
export const changeSettings = action(
  { name: 'respond.changeSettings', who: 'admin', input: putRespondSettings.body },
  async (act, given) => {
    const before = await loadSettings(act.tx);
    const settings = decideSettings(given);
    await saveSettings(act.tx, settings, act.now);
    act.record('respond:settings', { before, after: settings });
    act.hint('respond-settings');
    return settings;
  },
);
