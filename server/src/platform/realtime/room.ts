import { closeCodes, decodeFrame, encodeFrame, type Frame } from '@muster/contract/platform/live-document';
import * as Y from 'yjs';
import { type Batching, createBatching } from '../batching.ts';
import type { Clock } from '../clock.ts';
import { isUnavailable } from '../db.ts';
import type { Log } from '../log.ts';
import { type Copy, type DocumentStore, openCopy } from './copy.ts';
import { createPresence, type Who } from './presence.ts';

/**
 * One live document on one node, while somebody is in it. An edit waits for its commit; then it goes to everybody else,
 * and then it is called saved. Edits that come while a commit is under way share the next one.
 */
export interface Room {
  enter(member: Member): Seat;
  catchUp(): void;
  /** What another node has said of the people in it. */
  heard(text: string): void;
  close(): void;
  size(): number;
  /** Whether something waits for the store. */
  isBusy(): boolean;
}

/** One browser, as a room sees it. */
export interface Member extends Who {
  send(frame: Uint8Array): void;
  close(code: number, why: string): void;
}

/** A member's place: what comes from it, and its leaving. */
export interface Seat {
  take(bytes: Uint8Array): void;
  leave(): void;
}

export interface RoomNeeds {
  store: DocumentStore;
  clock: Clock;
  log: Pick<Log, 'warn' | 'error'>;
  /** Says something to this room on the other nodes; it may be lost. */
  say(text: string): void;
  /** Told each time that somebody has left, or something has been stored. */
  changed(): void;
}

/** Bounds one append in bytes, and how many edits may wait for the store. */
const mostOfAppend = 524_288;
const mostWaiting = 4_000;

interface Edit {
  member: Member;
  update: Uint8Array;
}

/** Loads the document. Rejects when the store is away. */
export async function openRoom(id: string, needs: RoomNeeds): Promise<Room> {
  const members = new Set<Member>();
  const presence = createPresence({ ...needs, everybody: members });
  const tell = (update: Uint8Array, except: Member | null) => {
    const frame = encodeFrame({ kind: 'edit', number: 0, update });
    for (const member of members) if (member !== except) member.send(frame);
  };
  const copy = await openCopy(id, { ...needs, heard: (update) => tell(update, null) });
  const intake = openIntake(copy, { id, tell, ...needs });

  const take = (member: Member, frame: Frame): boolean => {
    if (frame.kind === 'know') {
      member.send(encodeFrame({ kind: 'edit', number: 0, update: copy.missing(frame.vector) }));
      member.send(encodeFrame({ kind: 'know', vector: copy.vector() }));
      member.send(presence.allFor(member));
    } else if (frame.kind === 'edit') intake.take(member, frame);
    else if (frame.kind === 'presence') presence.moved(member, frame.presence);
    else return false;
    return true;
  };
  return {
    enter(member) {
      members.add(member);
      presence.moved(member, null);
      return {
        take(bytes) {
          if (!isTaken(bytes, (frame) => take(member, frame)))
            member.close(closeCodes.notAFrame, 'that was no frame');
        },
        leave() {
          if (!members.delete(member)) return;
          presence.left(member);
          needs.changed();
        },
      };
    },
    catchUp: copy.catchUp,
    heard: presence.heard,
    close: presence.close,
    size: () => members.size,
    isBusy: () => intake.waiting() > 0,
  };
}

/** What a browser sends is read by a library that throws at what it does not know. */
function isTaken(bytes: Uint8Array, take: (frame: Frame) => boolean): boolean {
  try {
    const frame = decodeFrame(bytes);
    return frame !== null && take(frame);
  } catch {
    return false;
  }
}

interface IntakeNeeds extends RoomNeeds {
  id: string;
  tell(update: Uint8Array, except: Member | null): void;
}

/** Edits on their way into the store. */
function openIntake(copy: Copy, { id, tell, log, changed }: IntakeNeeds) {
  let waiting = 0;
  const batching: Batching<Edit, true> = createBatching(
    async (edits) => {
      const update = mergedOf(edits);
      await copy.append(update, peopleOf(edits));
      tell(update, onlyAuthor(edits));
      return edits.map(() => true);
    },
    { mostWeight: mostOfAppend, mostWaiting, meetsAll: isUnavailable },
  );
  const store = async (member: Member, number: number, update: Uint8Array): Promise<void> => {
    try {
      await batching.accept({ member, update }, update.length).stored;
      member.send(encodeFrame({ kind: 'saved', number }));
    } catch (error) {
      if (!isUnavailable(error)) log.error({ error, document: id }, 'an edit could not be stored');
      // Whoever is cut off still has the edit, and sends it again.
      member.close(closeCodes.tryAgain, 'the document cannot be saved now');
    } finally {
      waiting -= 1;
      changed();
    }
  };
  return {
    waiting: () => waiting,
    /** Throws for what is no update. */
    take(member: Member, { number, update }: { number: number; update: Uint8Array }): void {
      Y.decodeUpdate(update);
      if (copy.isFull(update.length)) {
        member.send(encodeFrame({ kind: 'refused', number, why: 'The document is full.' }));
        return;
      }
      waiting += 1;
      void store(member, number, update);
    },
  };
}

function mergedOf(edits: readonly Edit[]): Uint8Array {
  const [only] = edits;
  return only && edits.length === 1 ? only.update : Y.mergeUpdates(edits.map(({ update }) => update));
}

function peopleOf(edits: readonly Edit[]): string[] {
  return [...new Set(edits.map(({ member }) => member.person))];
}

/** Whoever wrote all of it has it already. */
function onlyAuthor(edits: readonly Edit[]): Member | null {
  const [first] = edits;
  return first && edits.every(({ member }) => member === first.member) ? first.member : null;
}
