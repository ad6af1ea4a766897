import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();

test('a node answers "accepted" and dies at that moment: somebody is called all the same', async () => {
  for (let round = 1; round <= 3; round += 1) {
    const first = world.nodes.find((node) => node.isRunning());
    await world.anotherNode();
    const title = `Problem ${round}`;
    const answer = await world.request('/ingest/generic/key-of-checkout-generic', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'firing', title, dedupKey: title }),
    });
    expect(answer.status).toBe(202);
    await first?.kill();
    await world.forward('40 seconds');
    const page = await world.page(title);
    expect(await world.notifications(page)).toMatchObject([{ person: 'ana', outcome: 'delivered' }]);
    const [sent] = await world.notifications(page);
    const rung = world.phone('ana').gets(title, sent?.maybeDuplicate ? 2 : 1);
    expect(rung).toMatchObject({ id: sent?.id, maybeDuplicate: sent?.maybeDuplicate });
    await world.quiet();
  }
});
