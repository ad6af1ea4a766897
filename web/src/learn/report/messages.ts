/** What the page of a published report says. */
import type { ReportFormat, RunbookState } from '@muster/contract/learn/reports';

export const words = {
  title: 'Report',
  published: 'Published',
  reviewedBy: (name: string) => `reviewed by ${name}`,
  readers: (n: number) => (n === 1 ? 'read by one person' : `read by ${n} people`),
  toIncident: 'Incident',
  exported: 'Take it out',
  formats: { md: 'Markdown', html: 'HTML', pdf: 'PDF' } satisfies Record<ReportFormat, string>,
  followUps: 'Follow-ups',
  runbook: 'Runbook changed?',
  runbookAbout: 'The last step: what was learnt stands where the next person on call looks.',
  runbooks: {
    changed: 'A runbook was changed',
    'nothing to change': 'There is nothing to change',
    'none yet': 'There is no runbook yet',
  } satisfies Record<RunbookState, string>,
  unsaid: 'Nobody has said yet.',
  note: 'Which one, or why not',
  save: 'Save',
  saved: 'Saved.',
  following: 'Hear of new reports',
  followingAbout: 'Whoever follows a service gets a mail when a report about it is published.',
  notDone: (reason: string) => `Not done. ${reason}`,
};
