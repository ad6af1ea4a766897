import * as endpoints from '@muster/contract/learn/figures';
import { action } from '../../platform/action.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { changingPart } from '../retrospective/actions.ts';
import { mostFigures } from './model.ts';
import { deleteFigure, figuresOf, saveFigure } from './store.ts';

/** What people say of a number counts before what the record tells; taken back, the record counts again. */
export const putFigure = action(
  {
    name: 'learn.putReportNumber',
    who: 'responder',
    input: endpoints.putReportNumber.body.extend(endpoints.putReportNumber.params.shape),
  },
  async (act, { id, name, value, unit }): Promise<void> => {
    await changingPart(act, id);
    if (value === null) {
      if ((await deleteFigure(act.tx, id, name)) === 0) throw notFound('number that people said');
      return;
    }
    await saveFigure(act.tx, id, { name, value, unit });
    if ((await figuresOf(act.tx, id)).length > mostFigures)
      throw new Refusal('limit', `A report has at most ${mostFigures} numbers.`);
  },
);

/** Each export is on record. */
export const noteExport = action(
  { name: 'learn.exportReportNumbers', who: 'reader', input: endpoints.exportReportNumbers.query },
  async (act, filter): Promise<void> => {
    act.record('report-numbers', filter);
  },
);
