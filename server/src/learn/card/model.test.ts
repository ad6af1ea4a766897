import { expect, test } from 'vitest';
import { questionsFor } from './model.ts';

test('a card asks how, never why, and of a gap what is not written', () => {
  for (const mark of [
    'attempt',
    'decision',
    'handoff',
    'hypothesis',
    'responderAsked',
    'severityChanged',
    'update',
    '',
  ]) {
    const questions = questionsFor({ mark }, true);
    expect(questions.join(' ')).not.toMatch(/\bwhy\b|should|mistake/i);
    expect(questions.join(' ')).toContain('of which nothing is written');
  }
  expect(questionsFor({ mark: 'decision' }, false)[0]).toBe('Which options did you weigh?');
  expect(questionsFor({ mark: '' }, false)).toHaveLength(2);
});
