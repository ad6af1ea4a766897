import type { Maintenance } from '@muster/contract/detect/maintenances';

/** So long before a major change it is time to open the room for it (P31). */
export const roomMinutes = 30;

/** Whether a room is proposed: from half an hour before a major change begins until it is over. */
export function isRoomTime(one: Pick<Maintenance, 'isMajor' | 'state' | 'window'>, now: number): boolean {
  if (!one.isMajor || one.window === null) return false;
  if (one.state === 'running') return true;
  return one.state === 'scheduled' && Date.parse(one.window.start) - now <= roomMinutes * 60_000;
}
