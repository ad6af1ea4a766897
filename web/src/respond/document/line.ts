import { closeCodes, decodeFrame, encodeFrame, type Frame } from '@muster/contract/platform/live-document';

/** What is needed of the browser. `after` answers how to take the call back; `chance` is between 0 and 1. */
export interface Surroundings {
  connect(): WebSocket;
  after(ms: number, run: () => void): () => void;
  chance(): number;
}

/** A connection that is made again and again: one socket after the other. */
export interface Line {
  /** Goes nowhere while there is no line. */
  send(frame: Frame): void;
  /** The network seems to be back: tries at once. */
  hurry(): void;
  /** The network seems to be gone: what looks like a line is none. */
  lose(): void;
  close(): void;
}

export interface LineNeeds {
  heard(frame: Frame): void;
  lost(isForGood: boolean): void;
  /** Says something that must be answered: when a line stands, and when it has said nothing for long. */
  ask(): void;
}

/** Between two tries to connect. */
const waits = [300, 1_000, 2_000, 4_000, 8_000, 15_000];
/** A line that says nothing is asked this often whether it is one, and must answer within that. */
const askEveryMs = 20_000;
const answerWithinMs = 8_000;

export function openLine(surroundings: Surroundings, needs: LineNeeds): Line {
  let socket: WebSocket | null = null;
  let isClosed = false;
  const timer = createTimer(surroundings);

  const end = (own: WebSocket, code: number) => {
    if (own !== socket) return;
    socket = null;
    timer.cancel();
    own.close();
    const isForGood = code === closeCodes.notAllowed;
    if (isForGood) isClosed = true;
    else timer.tryAgain(open);
    needs.lost(isForGood);
  };
  const live = (own: WebSocket) => timer.askLater(needs.ask, () => end(own, 1006));
  function open(): void {
    const own = surroundings.connect();
    own.binaryType = 'arraybuffer';
    socket = own;
    own.onopen = () => {
      live(own);
      needs.ask();
    };
    own.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (own !== socket || !(data instanceof ArrayBuffer)) return;
      timer.reset();
      live(own);
      const frame = decodeFrame(new Uint8Array(data));
      if (frame) needs.heard(frame);
    };
    own.onclose = ({ code }) => end(own, code);
  }
  // Whoever calls has yet to be given the line.
  timer.soon(open);
  return {
    send(frame) {
      if (socket?.readyState === 1) socket.send(encodeFrame(frame));
    },
    hurry() {
      if (isClosed || socket !== null) return;
      timer.reset();
      timer.cancel();
      open();
    },
    lose() {
      if (socket) end(socket, 1006);
    },
    close() {
      isClosed = true;
      timer.cancel();
      const last = socket;
      socket = null;
      last?.close();
    },
  };
}

/** The one thing that a line waits for at a time. */
function createTimer({ after, chance }: Surroundings) {
  let tries = 0;
  let cancel = (): void => undefined;
  const wait = (ms: number, run: () => void) => {
    cancel();
    cancel = after(ms, run);
  };
  return {
    cancel: () => cancel(),
    soon: (run: () => void) => wait(0, run),
    reset() {
      tries = 0;
    },
    tryAgain(open: () => void) {
      const ms = waits[Math.min(tries, waits.length - 1)] ?? 0;
      tries += 1;
      // Two hundred browsers whose server was away must not come back in the same moment.
      wait(ms * (0.5 + chance()), open);
    },
    askLater(ask: () => void, giveUp: () => void) {
      wait(askEveryMs, () => {
        wait(answerWithinMs, giveUp);
        ask();
      });
    },
  };
}
