export const words = {
  title: 'Questions',
  ask: 'Ask a question',
  hint: (reaches: string | null) =>
    reaches === null
      ? 'Nobody leads yet. Whoever takes command reads it.'
      : `It reaches ${reaches} and nobody else. Those who work on it go on undisturbed.`,
  send: 'Ask',
  sent: 'Asked. The answer appears here.',
  maybe: 'Do the last news answer it?',
  yes: 'Yes, that answers it',
  no: 'No, ask',
  glad: 'Good. Nobody had to be asked.',
  mine: 'My questions',
  waiting: 'Waits for an answer',
  answeredBy: (by: string) => `Answered by ${by}`,
  byNews: 'Answered by the news',
  toAnswer: 'Waiting for your answer',
  none: 'Nobody waits for an answer',
  noneText: 'Questions of those who wait for news come here, to whoever leads communications.',
  others: (name: string) => `Questions of those who wait reach ${name}.`,
  nobody:
    'Questions of those who wait reach whoever leads communications, else the commander. Nobody does yet.',
  withNews: 'Answer with the last news',
  fitting: 'The last news seem to answer it',
  own: 'Answer in your own words',
  answer: 'Answer',
  done: 'Answered.',
  counts: (all: number, alone: number) =>
    `${all} ${all === 1 ? 'question' : 'questions'} answered, ${alone} of them by the news alone.`,
};
