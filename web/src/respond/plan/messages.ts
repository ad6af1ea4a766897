export const words = {
  title: 'Is the plan still right?',
  answers: { kept: 'It still holds', changed: 'It changes' },
  answer: 'What came of looking',
  now: 'The plan',
  text: 'What we do next',
  options: 'What else could be done',
  optionsHint: 'One on each line; kept on record. May be left empty.',
  save: 'Save',
};
