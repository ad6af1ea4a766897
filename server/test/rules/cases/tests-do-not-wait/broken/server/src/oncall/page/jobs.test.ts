import { setTimeout as pause } from 'node:timers/promises'; // CAUGHT CAUGHT

it('waits', async () => {
  await pause(10);
  await sleep(10); // CAUGHT
  expect(Date.now()).toBeGreaterThan(0); // CAUGHT
});
