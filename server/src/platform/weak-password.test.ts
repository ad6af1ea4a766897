import { expect, test } from 'vitest';
import { whyWeak } from './weak-password.ts';

const about = ['Ada.Lovelace@example.org', 'ada', 'Ada Lovelace'];

test.each([
  ['of a list', 'qwerty123456'],
  ['of a list, in capitals', 'MotherFucker'],
  ['of a list, dressed up', 'Password2024!'],
  ['of a list, dressed up on both sides', '!!1dragon1234'],
  ['one character', 'aaaaaaaaaaaa'],
  ['a word again and again', 'mustermuster'],
  ['a word again and again, in other letters', 'MusterMUSTERmuster'],
  ['nearly a repetition', 'abcabcabcabcab'],
  ['a row', 'abcdefghijklm'],
  ['a row of digits', '123456789012'],
  ['a row backwards', '987654321098'],
  ['the address', 'ada.lovelace@example.org'],
  ['the address before its @, dressed up', 'Ada.Lovelace99'],
  ['the full name', 'ada  lovelace'],
  ['the name, dressed up', 'ada000000000'],
])('%s is weak', (_, password) => {
  expect(whyWeak(password, about)).toMatch(/^is /);
});

test.each([
  'correct horse battery staple',
  'a long enough password',
  'the password of the admin',
  'ada and the engine of 1843',
  '803174926550',
  'пароль длинный и свой',
  'x7#kQ2!vLp9$',
])('%s is not known to be', (password) => {
  expect(whyWeak(password, about)).toBeNull();
});

test('a name of two letters makes nothing weak, and nothing about nobody does', () => {
  expect(whyWeak('jo--------jo1', ['jo'])).toBeNull();
  expect(whyWeak('correct horse battery', [])).toBeNull();
});
