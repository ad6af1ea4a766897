import type { Retrospective } from '@muster/contract/learn/retrospectives';

const kinds: Record<Retrospective['kind'], string> = {
  incident: 'Incident',
  'near-miss': 'Near miss',
  success: 'Success',
  drill: 'Drill',
};

/** What the home screen says of retrospectives too; apart, so that it does not load all the others. */
export const words = {
  kinds,
  overdue: 'Overdue',
  dueBy: 'publish by',
  owed: 'Retrospectives that wait for me',
  asked: { write: 'to be written', review: 'to be reviewed' },
};
