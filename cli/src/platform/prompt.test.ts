import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { UsageError } from './failure.ts';
import { createPrompt } from './prompt.ts';

test('without a terminal the answers are the lines of the input, in order', async () => {
  const ask = createPrompt(Readable.from(['ana@example.org\r\nsec', 'ret\n']), new PassThrough());
  expect(await ask('E-mail: ', false)).toBe('ana@example.org');
  expect(await ask('Password: ', true)).toBe('secret');
});

test('without a terminal and without a line there is nobody to ask', async () => {
  const ask = createPrompt(Readable.from([]), new PassThrough());
  await ask('E-mail: ', false);
  await expect(ask('Password: ', true)).rejects.toThrow(UsageError);
});

test('on a terminal a secret is not shown', async () => {
  const [input, output] = [terminalInput(), new PassThrough()];
  const asked = createPrompt(input, output)('Password: ', true);
  input.write('hunter2\r');
  expect(await asked).toBe('hunter2');
  output.end();
  expect(await text(output)).toBe('Password: \n');
});

test('what is no secret is shown while it is typed', async () => {
  const [input, output] = [terminalInput(), new PassThrough()];
  const asked = createPrompt(input, output)('E-mail: ', false);
  input.write('ana@example.org\r');
  expect(await asked).toBe('ana@example.org');
  output.end();
  expect(await text(output)).toContain('ana@example.org');
});

test('Ctrl-C at a question does nothing, and says so', async () => {
  const [input, output] = [terminalInput(), new PassThrough()];
  const asked = createPrompt(input, output)('Password: ', true);
  input.write('\u0003');
  await expect(asked).rejects.toThrow('Nothing was done.');
});

function terminalInput(): PassThrough & { isTTY: boolean } {
  return Object.assign(new PassThrough(), { isTTY: true });
}
