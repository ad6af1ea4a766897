import type { CatchUpLine } from '@muster/contract/respond/catch-up';

const kinds: Record<CatchUpLine['kind'], string> = {
  severity: 'Severity is now',
  status: 'Status is now',
  command: 'In command',
  plan: 'Next',
  impact: 'Impact',
  decision: 'Decided',
  confirmed: 'Confirmed',
  'ruled-out': 'Ruled out',
  tripped: 'It happened',
  answered: 'Answered',
  worked: 'Worked',
  partial: 'Worked partly',
  'no-effect': 'No effect',
  worse: 'Made it worse',
  news: 'News went out',
  merged: 'Merged into',
};

export const words = {
  kinds,
  since: 'Since you left',
  more: (written: number, ended: number) =>
    [
      ...(written > 0 ? [written === 1 ? '1 line was written' : `${written} lines were written`] : []),
      ...(ended > 0 ? [ended === 1 ? '1 task ended' : `${ended} tasks ended`] : []),
    ].join(', '),
  seen: 'Seen',
  brief: 'New here? In twenty seconds',
  know: 'We know',
  impact: 'Impact',
  next: 'We do next',
  commands: 'Commands',
  nobody: 'Nobody yet. Could it be you?',
  yours: 'Yours',
  nothingYours: (commander: string | null) =>
    commander === null ? 'Nothing yet.' : `Nothing yet. Ask ${commander} what to do.`,
  open: 'Open',
  news: 'Next news',
};
