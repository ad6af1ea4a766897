import type { Incident } from '@muster/contract/respond/incidents';
import { words as impactWords } from '../impact/messages.ts';
import { momentNames } from '../moments.ts';

const sources: Record<NonNullable<Incident['source']>, string> = {
  objective: 'An objective that was missed',
  alert: 'An alert',
  probe: 'A probe from outside',
  support: 'Support',
  customer: 'A customer',
  staff: 'Somebody of the company',
  'third-party': 'A third party',
};

/** What was changed, by its path; moments and fields are called by their own names. */
const lateParts: Readonly<Record<string, string>> = {
  title: 'Title',
  summary: 'What we know',
  type: 'Kind',
  source: 'How it was noticed first',
  consequences: 'What kinds of harm',
  services: 'Services',
  severity: 'Severity',
  'impact.level': 'Impact, how bad',
  'impact.who': 'Impact, who',
  'impact.from': 'Impact, since',
  'impact.until': 'Impact, until',
  'impact.count': 'Impact, how many',
  'impact.confidence': 'Impact, how sure',
  'impact.services': 'Impact, services',
  'impact.consequences': 'Impact, what it does',
};

export const words = {
  title: 'Details',
  edit: 'Edit details …',
  heading: 'Edit details',
  services: 'Services',
  servicesHint: 'While nobody who knows it is here, that is told under People.',
  type: 'Kind',
  typePrivate: (label: string) => `${label} (makes it private)`,
  source: 'How it was noticed first',
  sources,
  sourceUnknown: 'Not said',
  consequences: 'What kinds of harm',
  harms: impactWords.consequences,
  fields: 'Fields of this kind',
  needed: (label: string) => `${label} (needed by the end)`,
  times: 'Moments',
  timesHint: (zone: string) => `Times are in ${zone}. An empty field takes a moment back.`,
  momentNames,
  known: 'How these moments are known',
  knownHint: 'A chart, a ticket, somebody’s memory: it stands beside each moment that you change.',
  sure: 'How sure',
  confidence: impactWords.confidence,
  bySource: (source: string, confidence: string) => `${source}, ${confidence}`,
  save: 'Save',
  saved: 'Saved.',
  theirs: 'Somebody has changed it meanwhile',
  theirsText: 'Saving again puts yours in its place.',
  theirsOf: (part: string, value: string) => `${part}: ${value === '' ? 'nothing' : value}`,
  lateWhy: 'Why it is changed now',
  lateWhyHint: 'It is put away. The record and the audit log keep what stood there, and your words.',
  late: 'Edited after close',
  lateAbout:
    'The incident’s record was changed after it was put away. What was drafted before may tell it otherwise.',
  lateEarlier: (n: number) => (n === 1 ? '1 earlier edit' : `${n} earlier edits`),
  lateNothing: 'nothing',
  lateNow: ', now',
  lateParts,
  exception: 'Closed although this was missing',
  exceptionWhy: (by: string, reason: string) => `${by}: ${reason}`,
};
