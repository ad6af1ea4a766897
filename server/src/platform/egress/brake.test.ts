import { describe, expect, it } from 'vitest';
import { createBrake } from './brake.ts';

function world() {
  let nowMs = 1_000;
  const brake = createBrake(() => nowMs);
  const startMany = (host: string, count: number) =>
    Array.from({ length: count }, () => brake.start(host)).filter((end) => end !== undefined);
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { brake, startMany, pass };
}

describe('the brake', () => {
  it('leaves a host that answers alone', () => {
    const { startMany } = world();
    const ends = startMany('quick', 200);
    expect(ends).toHaveLength(200);
    for (const end of ends) end('inTime');
    expect(startMany('quick', 200)).toHaveLength(200);
  });

  it('lets only a few wait for a host as soon as one has waited for two seconds', () => {
    const { startMany, pass } = world();
    expect(startMany('slow', 3)).toHaveLength(3);
    pass(1_999);
    expect(startMany('slow', 3)).toHaveLength(3);
    pass(1);
    expect(startMany('slow', 3)).toHaveLength(0);
    expect(startMany('other', 3)).toHaveLength(3);
  });

  it('lets only a few try a host that was too late, until it answers again', () => {
    const { brake, startMany } = world();
    brake.start('slow')?.('late');
    const ends = startMany('slow', 10);
    expect(ends).toHaveLength(4);
    ends[0]?.('late');
    expect(startMany('slow', 10)).toHaveLength(1);
    ends[1]?.('inTime');
    expect(startMany('slow', 10)).toHaveLength(10);
  });
});
