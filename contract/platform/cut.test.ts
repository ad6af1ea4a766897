import { expect, test } from 'vitest';
import { cut } from './cut.ts';

test('a text is cut between characters, never within one', () => {
  expect(cut('alarm', 5)).toBe('alarm');
  expect(cut('alarms', 5)).toBe('alarm');
  expect(cut('fire 🔥 here', 6)).toBe('fire ');
  expect(cut('fire 🔥 here', 7)).toBe('fire 🔥');
  expect(cut('🔥', 1)).toBe('');
});
