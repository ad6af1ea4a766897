import { expect, test } from 'vitest';
import { mayAnswer } from './questions.ts';

const news = 'Refunds of Monday are delayed. Nothing is lost. We expect them to be paid by Wednesday.';

test.each([
  ['When will it be fixed?', news, true],
  ['Any update?', news, true],
  ['Are refunds lost?', news, true],
  ['Will the refund of Monday be paid?', news, true],
  ['Are credit card numbers leaked?', news, false],
  ['Does the warehouse ship?', news, false],
  ['Any update?', '', false],
  ['', news, true],
  ['¿Заказы потеряны?', news, false],
])('%s', (question, told, expected) => {
  expect(mayAnswer(question, told)).toBe(expected);
});
