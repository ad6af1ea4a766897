/** The sign of the duties to those outside: amber in the last quarter of a step's time, red when it is overdue. */
import { type Look, names } from './health-look.ts';
import { owedSteps } from './obligations.ts';

export const obligations: Look = {
  causes: (state) =>
    owedSteps(state).flatMap(({ duty, step, startedAt, dueAt }) => {
      const about = `${duty.rule.label}, ${step.label}`;
      const redAt = Date.parse(dueAt);
      const soon = redAt - (redAt - Date.parse(startedAt)) / 4;
      return [
        { about, since: soon, amberAt: soon, redAt: Number.POSITIVE_INFINITY },
        { about, since: redAt, amberAt: redAt, redAt },
      ];
    }),
  tell(active, now) {
    const late = active.filter((one) => one.redAt <= now);
    if (late.length > 0)
      return {
        why: `Overdue to those outside: ${names(late)}.`,
        propose: 'Submit it now, and say why it is late.',
      };
    return {
      why: `Soon due to those outside: ${names(active)}.`,
      propose: 'Finish it, and note its reference.',
    };
  },
  well: () => ({ why: 'Duties to those outside are in time.' }),
};
