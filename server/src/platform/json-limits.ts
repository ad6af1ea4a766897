/**
 * How deep and how wide JSON may be, found without parsing it: what comes after a parser is often recursive, and a
 * stack that overflows is a fault of ours.
 */

/** Deeper bodies come from nobody, and would overflow recursive code, PostgreSQL's included. */
export const deepestJson = 100;

/** Whether brackets are nested deeper than `limit`. Strings are skipped by a native search. */
export function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      if (at < 0) return false;
    } else if (code === 0x5b || code === 0x7b) {
      if (++depth > limit) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

/** Whether there are more members of objects than `limit`, all objects together. */
export function hasMoreMembersThan(text: string, limit: number): boolean {
  let members = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      if (at < 0) return false;
    } else if (code === COLON && ++members > limit) return true;
  }
  return false;
}

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/** The index of the quote that closes the string opened at `open`; -1 if none does. */
function endOfString(text: string, open: number): number {
  let end = text.indexOf('"', open + 1);
  while (end > 0 && text.charCodeAt(end - 1) === BACKSLASH) {
    let slashes = 1;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return end;
}
