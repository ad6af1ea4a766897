import type { HandoffPoint } from '@muster/contract/respond/handoffs';

const points: Record<HandoffPoint, { label: string; hint: string }> = {
  reason: { label: 'Why and when', hint: 'Why it changes hands now.' },
  situation: { label: 'Situation', hint: 'Impact, where it is heading, how sure we are.' },
  history: { label: 'What happened', hint: 'In five lines; what was tried, and what failed.' },
  objective: { label: 'What we want now', hint: 'The next decision, and by when.' },
  plan: { label: 'Plan', hint: 'What we do, what if it fails, which tripwires.' },
  people: { label: 'People', hint: 'Who does what, who is worn out, who is on the way.' },
  changes: { label: 'Changes under way', hint: 'Who is changing what, and which stop-gaps end when.' },
  news: { label: 'News and promises', hint: 'Last and next news for each audience; obligations that run.' },
  limits: { label: 'Limits', hint: 'Risks, what must not be touched, what you may not decide.' },
  questions: { label: 'Open questions', hint: 'What nobody knows yet.' },
};

export const words = {
  points,
  offerTitle: (role: string) => `Hand over: ${role}`,
  about:
    'The brief is made from the record. Correct what is wrong and add what only you know; it takes about five minutes. They are called at once, and it stays yours until they have read it back.',
  to: 'To whom',
  choose: 'Choose …',
  ready: (done: number, all: number) => `${done} of ${all} points said`,
  whyEmpty: 'Why is there nothing to say?',
  offer: 'Offer it',
  offered: (to: string) => `Offered to ${to}, who is called now.`,
  waits: (to: string) => `Offered to ${to}.`,
  left: 'Left to answer:',
  escalated: 'No answer in time; others are called.',
  late: 'No answer yet.',
  withdraw: 'Take back',
  withdrawn: 'Taken back. It stays with you.',
  asked: (from: string, role: string) => `${from} hands you over: ${role}`,
  askedByNobody: (role: string) => `You are asked to take over: ${role}`,
  read: 'Read the brief',
  readBack: 'Read back',
  readBackAbout:
    'Say in your own words what you take over. Whoever hands over sees it; it shows what got lost on the way.',
  readBackHint: 'In your own words',
  whyNot: 'Why not read back',
  whyNotHint: 'For instance: we sat side by side. Only needed where a field above is empty.',
  accept: 'I have it',
  refuse: 'I cannot take it',
  refuseWhy: 'Why not, in a word; may be left empty',
  taken: (role: string) => `It is yours now: ${role}.`,
  refused: 'Said no. They are told.',
  missing: 'Nothing said',
};
