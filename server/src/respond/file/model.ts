/**
 * What a file is, told by its first bytes; a name it may bear anywhere; and a picture without what the camera wrote
 * into it: places, names, times (security 44, bad inputs 49). Nothing is drawn anew: only parts are left out, and what
 * follows the end of a picture is cut off.
 */
import type { fileTypes } from '@muster/contract/respond/files';
import { wrong } from '../../platform/refusal.ts';
import { cleanJpeg } from './jpeg.ts';
import { cleanPng } from './png.ts';
import { cleanWebp } from './webp.ts';

export type FileType = (typeof fileTypes)[number];

export interface TakenFile {
  name: string;
  type: FileType;
  bytes: Uint8Array;
}

/** Refuses what is none of the kinds that are taken, and pictures that are broken. */
export function takeFile(name: string, bytes: Uint8Array): TakenFile {
  const type = typeOf(bytes);
  if (type === null) throw wrong('/content', 'It is no PNG, JPEG, WebP, PDF or text.');
  const cleaned = cleaners[type]?.(bytes) ?? (type in cleaners ? null : bytes);
  if (cleaned === null) throw wrong('/content', 'This picture is broken.');
  return { name: nameFor(name, type), type, bytes: cleaned };
}

const cleaners: Partial<Record<FileType, (bytes: Uint8Array) => Uint8Array | null>> = {
  'image/png': cleanPng,
  'image/jpeg': cleanJpeg,
  'image/webp': cleanWebp,
};

function typeOf(bytes: Uint8Array): FileType | null {
  const begins = (...start: number[]) => start.every((one, i) => bytes[i] === one);
  const says = (at: number, text: string) => [...text].every((one, i) => bytes[at + i] === one.charCodeAt(0));
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (says(0, 'RIFF') && says(8, 'WEBP')) return 'image/webp';
  if (says(0, '%PDF-')) return 'application/pdf';
  return isText(bytes) ? 'text/plain' : null;
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !bytes.includes(0);
  } catch {
    return false;
  }
}

const endings: Record<FileType, readonly string[]> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'log', 'csv', 'md', 'json', 'yaml', 'yml', 'sql', 'diff', 'patch'],
};
const longestName = 100;

/** No path, nothing that cannot be seen or turns the writing, nothing that a system keeps for itself, and an ending that is true. */
export function nameFor(given: string, type: FileType): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const seen = last
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*%]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const ending = /\.([a-z0-9]{1,8})$/i.exec(seen)?.[1]?.toLowerCase() ?? '';
  const isTrue = endings[type].includes(ending);
  const stem = isTrue ? seen.slice(0, -ending.length - 1) : seen;
  const short = [...stem].slice(0, longestName).join('') || 'file';
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short) ? `_${short}` : short;
  return `${safe}.${isTrue ? ending : endings[type][0]}`;
}
