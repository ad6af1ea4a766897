/** Takes a backup apart as it streams in: lines, and the rows of a table between two lines. */
import { createHash } from 'node:crypto';
import { damaged, endOfTable } from './format.ts';

export type BackupReader = {
  /** The next line, without its end. Undefined at the end of the file. */
  line(): Promise<string | undefined>;
  /** Bytes up to the end of the table, and past it. Throws a Refusal when the file ends before. */
  rows(): AsyncGenerator<Buffer>;
  /** SHA-256 of all that was taken so far, in hexadecimal. */
  checksum(): string;
};

/** A header lists tables, nothing more; a file that is no backup may have no line end at all. */
const longestLine = 16 * 1024 * 1024;
const endAfterRow = Buffer.from(`\n${endOfTable}`);
const endAtOnce = Buffer.from(endOfTable);

export function readerOf(source: AsyncIterable<Buffer>): BackupReader {
  const chunks = source[Symbol.asyncIterator]();
  const hash = createHash('sha256');
  let pending = Buffer.alloc(0);

  const more = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done) return false;
    pending = Buffer.concat([pending, next.value]);
    return true;
  };
  const take = (length: number): Buffer => {
    const taken = pending.subarray(0, length);
    pending = pending.subarray(length);
    hash.update(taken);
    return taken;
  };

  return {
    checksum: () => hash.copy().digest('hex'),
    async line() {
      while (pending.indexOf('\n') < 0) {
        if (pending.length > longestLine) throw damaged('a line does not end');
        if (await more()) continue;
        if (pending.length === 0) return undefined;
        throw damaged('it ends in the middle of a line');
      }
      return take(pending.indexOf('\n') + 1)
        .toString('utf8')
        .slice(0, -1);
    },
    async *rows() {
      while (pending.length < endAtOnce.length && (await more()));
      if (pending.subarray(0, endAtOnce.length).equals(endAtOnce)) {
        take(endAtOnce.length);
        return;
      }
      for (let end = pending.indexOf(endAfterRow); ; end = pending.indexOf(endAfterRow)) {
        if (end >= 0) {
          yield take(end + 1);
          take(endAtOnce.length);
          return;
        }
        // The last bytes may be the beginning of the mark.
        const sure = pending.length - endAfterRow.length + 1;
        if (sure > 0) yield take(sure);
        if (!(await more())) throw damaged('it ends in the middle of a table');
      }
    },
  };
}
