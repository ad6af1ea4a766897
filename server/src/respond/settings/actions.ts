import { putRespondSettings, type StoredSettings } from '@muster/contract/respond/settings';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import { Refusal } from '../../platform/refusal.ts';
import { decideSettings } from './decide.ts';
import { saveSettings, storedSettings } from './store.ts';

/**
 * Changes how the company responds. Incidents that run keep what they began with. Refuses (precondition) what is meant
 * for another version than the stored one, of `If-Match` or of what was read and is sent back.
 */
export const changeSettings = action(
  {
    name: 'respond.changeSettings',
    who: 'admin',
    input: z.strictObject({ ifMatch: z.string().max(200).nullable(), wish: putRespondSettings.body }),
  },
  async (act, { ifMatch, wish: { version: read, ...given } }): Promise<StoredSettings> => {
    const { version: stored, ...before } = await storedSettings(act.tx);
    const meant = ifMatch ?? read ?? stored;
    const settings = decideSettings(given);
    const version =
      meant === stored ? await saveSettings(act.tx, settings, { meant, now: act.now }) : undefined;
    if (version === undefined)
      throw new Refusal('precondition', 'Somebody else has changed these settings since you read them.');
    act.record('respond:settings', { before, after: settings });
    act.hint('respond-settings');
    return { ...settings, version };
  },
);
