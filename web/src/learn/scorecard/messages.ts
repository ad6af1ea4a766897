import type { ScorecardAnswer, ScorecardQuestion } from '@muster/contract/learn/scorecard';

const questions: Record<ScorecardQuestion, string> = {
  fresh: 'Were those who worked on it fresh?',
  rightTeam: 'Did pages go to the right team?',
  workingHours: 'Did pages come in working hours?',
  moreThanOne: 'Could more than one person have done what was needed?',
  signal: 'Did a signal notice it before people did?',
  commanded: 'Did somebody command in time?',
  handovers: 'Were handoffs clear?',
  statusCurrent: 'Was the status kept current?',
  logKept: 'Was the log kept as it went?',
  runbook: 'Was there a runbook that helped?',
  tools: 'Did the tools that were needed work?',
};
const answers: Record<ScorecardAnswer, string> = {
  yes: 'Yes',
  no: 'No',
  'not-applicable': 'Does not apply',
};

export const words = {
  questions,
  answers,
  title: 'How the response went',
  hint: 'About the response, never about a person. What the record tells is filled in; say otherwise where you know better.',
  score: (yes: number, of: number) => (of === 0 ? 'not answered yet' : `${yes} of ${of} went well`),
  open: 'Not answered',
  byRecord: 'By the record:',
  record: (answer: string) => `Record: ${answer.toLowerCase()}`,
  note: 'Note',
  noteOf: (question: string) => `Note: ${question}`,
  save: 'Keep the note',
};
