import type { PagingTest, TestedMethod } from '@muster/contract/oncall/paging-tests';

/** Every text of the paging tests. */
export const words = {
  title: 'Paging tests',
  about: 'Whoever is on call gets a page marked as a test. It calls nobody else and counts in no figure.',
  start: 'Test now',
  night: 'At night, too',
  started: 'The test rings.',
  nothingRang: 'Nobody was called: see why below.',
  none: 'Not tested yet.',
  states: {
    running: 'running',
    acknowledged: 'answered',
    unanswered: 'not answered',
    busy: 'has a real page',
    night: 'night there',
  } satisfies Record<PagingTest['state'], string>,
  answeredAfter: (span: string) => `answered after ${span}`,
  outcomes: {
    waiting: 'on its way',
    delivered: 'delivered',
    failed: 'failed',
    'not needed': 'not needed',
  } satisfies Record<TestedMethod['outcome'], string>,
  after: (span: string) => `after ${span}`,
  noMethod: 'No message has left yet.',
  weekly: 'by itself',
  plan: 'Each week',
  off: 'not by itself',
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  hour: (zone: string) => `At (${zone})`,
  announced: 'Tell them by letter within the hour before',
  atNight: 'Also from 22 to 7 by the clock of the person',
  save: 'Save',
  saved: 'It holds from now on.',
};
