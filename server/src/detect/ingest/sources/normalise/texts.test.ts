import { describe, expect, it } from 'vitest';
import {
  cutToBytes,
  cutToUnits,
  dedupKeyOf,
  descriptionOf,
  fallbackKey,
  present,
  titleOf,
  UNTITLED,
} from './texts.ts';

describe('titleOf', () => {
  it.each([
    ['plain', 'Disk full', 'Disk full'],
    ['hostile markup', '<script>alert(1)</script> {{7*7}}', '<script>alert(1)</script> {{7*7}}'],
    ['control characters', 'a\u0007b\u001b[31mc\r\nd', 'a b [31mc d'],
    ['separators', 'a\u2028b\u2029c', 'a b c'],
    ['runs of blanks', '  a \t\u00a0 b  ', 'a b'],
    ['right-to-left text', 'الخادم معطل', 'الخادم معطل'],
    ['joined emoji', '👩‍👩‍👧 down', '👩‍👩‍👧 down'],
    ['512 characters', 'x'.repeat(512), 'x'.repeat(512)],
    ['512 emoji', '🔥'.repeat(512), '🔥'.repeat(512)],
    ['513 characters', 'x'.repeat(513), `${'x'.repeat(511)}…`],
    ['513 emoji', '🔥'.repeat(513), `${'🔥'.repeat(511)}…`],
    ['only control characters', '\u0001\u0002', UNTITLED],
    ['blanks, then more than enough', `${' '.repeat(9_000)}a`, 'a'],
  ])('%s', (_name, text, expected) => {
    expect(titleOf(text, [])).toBe(expected);
  });

  it('cuts a megabyte and says so', () => {
    const flags: string[] = [];
    expect([...titleOf('é'.repeat(1_000_000), flags)]).toHaveLength(512);
    expect(flags).toEqual(['title-cut']);
  });

  it('has a name for what has none', () => {
    expect(titleOf(null, [])).toBe('Untitled alert');
  });
});

describe('present', () => {
  it.each([
    '',
    ' \n\t ',
    '\u00a0',
    'null',
    '<no value>',
    '<nil>',
    '{EVENT.NAME}',
    '{EVENT.TAGS."team"}',
    '{$MACRO}',
    '$ALERT_ID',
    '{{ context.title }}',
    ' {{x}} ',
    null,
    undefined,
    {},
    [],
  ])('%j stands for nothing', (value) => {
    expect(present(value)).toBeNull();
  });

  it.each([
    ['nullable column', 'nullable column'],
    ['{not a macro}', '{not a macro}'],
    ['{{a}} is {{b}}', '{{a}} is {{b}}'],
    ['$5 lost', '$5 lost'],
    ['<b>', '<b>'],
    [' kept ', ' kept '],
    [0, '0'],
    [false, 'false'],
  ])('%j is a text', (value, expected) => {
    expect(present(value)).toBe(expected);
  });
});

describe('cuts', () => {
  it('keeps a description of 64 KiB and cuts a longer one at a character', () => {
    const flags: string[] = [];
    expect(descriptionOf('x'.repeat(65_536), flags)).toHaveLength(65_536);
    expect(flags).toEqual([]);
    const cut = descriptionOf(`x${'é'.repeat(40_000)}`, flags);
    expect(Buffer.byteLength(cut)).toBe(65_535);
    expect(cut.endsWith('é')).toBe(true);
    expect(flags).toEqual(['description-cut']);
    expect(descriptionOf(null, flags)).toBe('');
  });

  it.each([
    ['aé', 2, 'a'],
    ['aé', 3, 'aé'],
    ['a🔥', 4, 'a'],
    ['aa🔥', 3, 'aa'],
    ['ab', 1, 'a'],
  ])('%s in %i bytes', (text, bytes, expected) => {
    expect(cutToBytes(text, bytes)).toBe(expected);
  });

  it('never splits a pair', () => {
    expect(cutToUnits('a🔥b', 2)).toBe('a');
    expect(cutToUnits('a🔥b', 3)).toBe('a🔥');
  });
});

describe('keys', () => {
  it('keeps keys apart that differ in Unicode form only, and digests what no index can hold', () => {
    expect(dedupKeyOf('é', [])).not.toBe(dedupKeyOf('e\u0301', []));
    const flags: string[] = [];
    expect(dedupKeyOf('k'.repeat(10_000), flags)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(flags).toEqual(['dedup-key-digested']);
  });

  it.each([
    ['db-port is down', 'db-port is up'],
    ['[FIRING:3] Api eu-1', '[RESOLVED] Api eu-1'],
    ['[FIRING:3] Api', 'Re: Fwd: FW: [RESOLVED:1] api'],
    ['PROBLEM: ｄｉｓｋ', 'RECOVERY: disk'],
  ])('%s and %s are one problem', (one, other) => {
    expect(fallbackKey(one)).toBe(fallbackKey(other));
  });

  it.each([
    ['disk on db-1', 'disk on db-2'],
    ['🔥', '💧'],
    ['Regarding re: x', 're: x'],
  ])('%s and %s are two', (one, other) => {
    expect(fallbackKey(one)).not.toBe(fallbackKey(other));
  });

  it('makes the keys that the samples state', () => {
    expect(fallbackKey('db-port is down')).toBe('title:ec7cd23aa3474c1ca2fdf695b0d3f65d');
    expect(fallbackKey('[Triggered] Disk full')).toBe('title:8c96d76f620269be0f4cbc27e6cb5944');
    expect(fallbackKey('Sicherung fehlgeschlagen: größe 0')).toBe('title:1b968aa78861699b92f4a00a573dbde3');
    expect(fallbackKey('[FIRING:2] ApiErrorRate eu-1 (api mail critical payments)')).toBe(
      'title:ce92ff5726716513fcf6cc47acd51526',
    );
  });
});
