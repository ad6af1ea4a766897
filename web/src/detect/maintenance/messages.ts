import type { MaintenanceState } from '@muster/contract/detect/maintenances';
import { words as banner } from './banner-messages.ts';

/** What the maintenance screen and its notes elsewhere say. */
export const words = {
  ...banner,
  about: 'Planned work. While it runs, alerts of its services are kept and call nobody.',
  plan: 'Plan maintenance',
  open: 'Under way and to come',
  over: 'Past',
  none: 'Nothing is planned',
  noneText: 'Plan work ahead, and nobody is woken by what it brings. What outlasts it calls when it ends.',
  nonePast: 'No maintenance is over yet',
  state: {
    scheduled: 'To come',
    running: 'Under way',
    done: 'Done',
    cancelled: 'Cancelled',
  } satisfies Record<MaintenanceState, string>,
  weekly: 'each week',
  lastDay: (day: string) => `until ${day}`,
  major: 'major change',
  next: 'Then',
  by: (person: string) => `planned by ${person}`,
  endsIn: 'ends in',
  acts: {
    endNow: 'End now',
    longer: '30 min longer',
    cancel: 'Cancel',
    cancelSeries: 'Cancel all to come',
    change: 'Change',
    tell: 'Tell people',
    ended: 'It is over. What still fires calls now.',
    prolonged: 'Half an hour longer.',
    cancelled: 'Cancelled.',
    sure: (title: string) => `End “${title}” now?`,
    sureText: 'Alerts that still fire call at once.',
    keep: 'Keep it',
  },
  form: {
    name: 'What is done',
    note: 'Note, for people inside',
    services: 'Services whose alerts call nobody',
    start: 'From',
    end: 'Until',
    zone: 'Times of the clock in',
    repeats: 'Repeats each week',
    lastDay: 'Last day, or for ever',
    major: 'A major change: propose to open a room half an hour before',
    save: 'Plan it',
    saved: 'Planned.',
    change: (title: string) => `Change “${title}”`,
    keep: 'Save the changes',
    changed: 'Changed.',
    noServices: 'Choose at least one service.',
  },
  preview: {
    title: 'What it silences',
    wait: 'Choose services and times to see it.',
    windows: 'When, on your clock',
    policies: 'Policies that wait',
    noPolicy: 'no policy: pages nobody anyway',
    alerts: (n: number) =>
      n === 0
        ? 'No alert of these services is open now.'
        : n === 1
          ? '1 alert is open now'
          : `${n} alerts are open now`,
    dependants: (names: string) => `Depends on them and calls as always: ${names}.`,
    overlaps: (titles: string) => `Also planned for these services then: ${titles}.`,
  },
  notDone: (what: string) => `Not done: ${what}`,
};
