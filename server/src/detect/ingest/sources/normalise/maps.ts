/** Labels, annotations, links and images as ingest.md section 1 wants them. */

import type { Image, Link } from '../../model.ts';
import { cutToBytes, cutToUnits, isRecord } from './texts.ts';

const MAP_ENTRIES = 256;
const NAME_UNITS = 256;
const VALUE_BYTES = 8 * 1024;
const LIST_ENTRIES = 64;
const URL_UNITS = 8 * 1024;
const LINK_TEXT_UNITS = 256;

export type MapName = 'labels' | 'annotations';

/** A map without a prototype, so that `__proto__` and `constructor` are names like any other. */
export function emptyMap(): Record<string, string> {
  return Object.create(null);
}

/** Anything but an object makes an empty map, and a flag unless it was absent. */
export function textMap(value: unknown, name: MapName, flags: string[]): Record<string, string> {
  const map = emptyMap();
  if (!isRecord(value)) {
    if (value !== undefined && value !== null) flags.push(`${name}-ignored`);
    return map;
  }
  let entries = 0;
  let isCut = false;
  for (const key in value) {
    const text = textOf(value[key]);
    if (text === null) continue;
    if (++entries > MAP_ENTRIES) {
      flags.push(`${name}-dropped`);
      break;
    }
    const shortKey = key.length > NAME_UNITS ? cutToUnits(key, NAME_UNITS) : key;
    const shortText = cutToBytes(text, VALUE_BYTES);
    map[shortKey] = shortText;
    isCut ||= shortKey !== key || shortText !== text;
  }
  if (isCut) flags.push(`${name}-cut`);
  return map;
}

/** Texts as they are; numbers, booleans and nested values as compact JSON; null for nothing. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const HTTP_URL = /^https?:\/\/[^\s\u0000-\u001f\u007f]+$/i;

/** The address where it is one that may be followed: http or https, on one line. */
export function webAddress(value: unknown): string | null {
  if (typeof value !== 'string' || value.length < 8 || value.length > URL_UNITS) return null;
  if (HTTP_URL.test(value)) return value;
  const trimmed = value.trim();
  return HTTP_URL.test(trimmed) ? trimmed : null;
}

/** Adds a link where the address is usable and not there yet; says so where one was given and dropped. */
export function addLink(links: Link[], href: unknown, text: string | null, flags: string[]): void {
  if (href === undefined || href === null || href === '') return;
  const address = webAddress(href);
  if (address === null || links.length >= LIST_ENTRIES) {
    flagOnce(flags, 'link-dropped');
    return;
  }
  for (const link of links) if (link.href === address) return;
  links.push(text === null ? { href: address } : { href: address, text: cutToUnits(text, LINK_TEXT_UNITS) });
}

/** Adds an image: https only, because it is shown where people are signed in. */
export function addImage(images: Image[], value: Readonly<Record<string, unknown>>, flags: string[]): void {
  const src = webAddress(value.src);
  if (src === null || !/^https:/i.test(src) || images.length >= LIST_ENTRIES) {
    flagOnce(flags, 'image-dropped');
    return;
  }
  const href = webAddress(value.href);
  const alt = typeof value.alt === 'string' ? cutToUnits(value.alt, LINK_TEXT_UNITS) : null;
  images.push({ src, ...(href === null ? {} : { href }), ...(alt === null ? {} : { alt }) });
}

/** `[{href, text?}]` or plain addresses; whatever else is in the list is dropped. */
export function linksOf(value: unknown, flags: string[]): Link[] {
  const links: Link[] = [];
  for (const item of listOf(value)) {
    if (isRecord(item)) addLink(links, item.href ?? 'none', textOf(item.text), flags);
    else addLink(links, item, null, flags);
  }
  return links;
}

/** `[{src, href?, alt?}]` or plain addresses. */
export function imagesOf(value: unknown, flags: string[]): Image[] {
  const images: Image[] = [];
  for (const item of listOf(value)) addImage(images, isRecord(item) ? item : { src: item }, flags);
  return images;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function flagOnce(flags: string[], flag: string): void {
  if (!flags.includes(flag)) flags.push(flag);
}
