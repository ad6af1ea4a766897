import { Refusal } from '../refusal.ts';
import { type Member, openRoom, type Room, type RoomNeeds, type Seat } from './room.ts';

/** The live documents that are open on this node. */
export interface Rooms {
  /** Takes a member in. Throws a Refusal where there is no room, and what the store throws when it is away. */
  enter(id: string, member: Member): Promise<Seat>;
  /** Another node may have stored something of this document, or of any. */
  catchUp(id: string | null): void;
  /** What another node has said of the people in a document. */
  heard(id: string, text: string): void;
  /** Resolves when nothing waits for the store. */
  settled(): Promise<void>;
  /** How many documents are in memory. */
  size(): number;
}

/** Documents open at once, and browsers in one of them: more than an incident can use, and less than harms. */
const mostRooms = 500;
const mostMembers = 500;

export interface RoomsNeeds extends Omit<RoomNeeds, 'changed' | 'say'> {
  /** Says something about a document to the other nodes; it may be lost. */
  say(id: string, text: string): void;
}

export function createRooms(needs: RoomsNeeds): Rooms {
  const opening = new Map<string, Promise<Room>>();
  const rooms = new Map<string, Room>();
  let waiting: (() => void)[] = [];

  const isSettled = () => ![...rooms.values()].some((room) => room.isBusy());
  const changed = (id: string) => {
    const room = rooms.get(id);
    if (room && room.size() === 0 && !room.isBusy()) {
      rooms.delete(id);
      opening.delete(id);
      room.close();
    }
    if (!isSettled()) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  const open = (id: string): Promise<Room> => {
    const known = opening.get(id);
    if (known) return known;
    if (opening.size >= mostRooms) throw new Refusal('limit', 'Too many documents are open at once.');
    const room = openRoom(id, {
      ...needs,
      say: (text) => needs.say(id, text),
      changed: () => changed(id),
    });
    opening.set(id, room);
    room.then(
      (opened) => rooms.set(id, opened),
      () => opening.delete(id),
    );
    return room;
  };
  return {
    async enter(id, member) {
      let room = await open(id);
      // The last one may have left it, and so closed it, in this very moment.
      while (rooms.get(id) !== room) room = await open(id);
      if (room.size() >= mostMembers) throw new Refusal('limit', 'Too many people are in this document.');
      return room.enter(member);
    },
    catchUp(id) {
      const concerned = id === null ? [...opening.values()] : [opening.get(id)];
      // Also one that is being loaded: it may have read before the other node wrote.
      for (const room of concerned)
        void room?.then(
          (opened) => opened.catchUp(),
          () => undefined,
        );
    },
    heard: (id, text) => rooms.get(id)?.heard(text),
    settled: () => (isSettled() ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))),
    size: () => rooms.size,
  };
}
