/**
 * Who may change what belongs to a team. The server decides by it, and the web says by it beforehand why a button
 * is not for somebody.
 */
import { z } from 'zod';
import type { Access } from '../platform/endpoint.ts';

/** Its members, every responder, or administrators only. */
export const editingRules = ['team', 'responders', 'admins'] as const;
export const editing = z.enum(editingRules);
export type Editing = z.infer<typeof editing>;

export interface Ownership {
  team: string;
  editing: Editing;
  members: readonly string[];
}

/** Whoever wants to change something; `team` is the one that a service token belongs to. */
export interface Editor {
  access: Access;
  person: string | null;
  team: string | null;
}

/**
 * Why this one may not change what belongs to `owner`, in a sentence that names the team; null when it may. What
 * belongs to nobody (`owner` null) is for every responder.
 */
export function whyNotEdit(editor: Editor, owner: Ownership | null): string | null {
  if (editor.access === 'admin') return null;
  if (editor.access !== 'responder') return 'Only responders and administrators can change this.';
  if (owner === null || owner.editing === 'responders') return null;
  if (owner.editing === 'admins')
    return `This belongs to the team "${owner.team}", whose things only administrators change.`;
  const isMember =
    editor.person === null ? editor.team === owner.team : owner.members.includes(editor.person);
  return isMember
    ? null
    : `This belongs to the team "${owner.team}"; only its members and administrators change it.`;
}
