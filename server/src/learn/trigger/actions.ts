import { putRetrospectiveSettings, type RetrospectiveSettings } from '@muster/contract/learn/triggers';
import { teamOfSchedule } from '../../oncall/index.ts';
import { action } from '../../platform/action.ts';
import { wrong } from '../../platform/refusal.ts';
import { loadRetrospectiveSettings, saveRetrospectiveSettings } from './store.ts';

/** Changes when a retrospective is due; what is due already keeps its reasons. */
export const changeSettings = action(
  { name: 'learn.changeRetrospectiveSettings', who: 'admin', input: putRetrospectiveSettings.body },
  async (act, settings): Promise<RetrospectiveSettings> => {
    const { holidays } = settings;
    if (holidays !== null && (await teamOfSchedule(act.tx, holidays)) === undefined)
      throw wrong('/holidays', `There is no schedule with the name ${holidays}.`);
    const before = await loadRetrospectiveSettings(act.tx);
    await saveRetrospectiveSettings(act.tx, settings, act.now);
    act.record('retrospectives:settings', { before, after: settings });
    act.hint('retrospectives');
    return settings;
  },
);
