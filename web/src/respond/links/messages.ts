import type { Relation } from '@muster/contract/respond/state';

export const relations: Record<Relation, string> = {
  related: 'Has to do with',
  'caused-by': 'Caused by',
  causes: 'Caused',
  'duplicate-of': 'The same as',
  'duplicated-by': 'Is what was meant by',
  'recurrence-of': 'Is back after',
  'recurred-as': 'Came back as',
};

const kinds = {
  incident: 'Incident',
  ticket: 'Ticket',
  document: 'Document',
  retrospective: 'Retrospective',
  other: 'Address',
};

export const words = {
  title: 'Links and merges',
  empty: 'Nothing is linked yet.',
  add: 'Link …',
  kind: 'What',
  kinds,
  relation: 'What it is to this one',
  incident: 'Reference of the incident',
  incidentHint: 'Such as INC-42.',
  ticket: 'Ticket, by its name or address',
  address: 'Address',
  addressHint: 'It begins with https://.',
  label: 'Name',
  save: 'Link',
  linked: 'Linked.',
  remove: (what: string) => `Take away: ${what}`,
  removeShort: 'Take away',
  merge: 'Merge …',
  mergeTitle: 'It is the same as another incident',
  mergeAbout:
    'It goes on there. The record of this one stays as it is, and taking them apart gives back exactly what was here.',
  into: 'Goes on in',
  reason: 'Why',
  merged: (into: string) => `Merged. It goes on in ${into}.`,
  apart: 'Take apart',
  apartTitle: 'It is another incident after all',
  apartAbout:
    'It goes on as it was, with its own clocks. Promises that fell due meanwhile are late from now on.',
  goesOn: (ref: string) => `It goes on in ${ref}.`,
  came: 'Merged into this one',
  cameWith: (lines: number, tasks: number) =>
    `${lines} ${lines === 1 ? 'line' : 'lines'} in its log, ${tasks} open ${tasks === 1 ? 'task' : 'tasks'}`,
  held: (system: string, person: string) => `${person} still holds ${system}`,
};
