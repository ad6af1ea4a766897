it('moves the clock', async () => {
  await world.forward({ minutes: 5 });
  expect(new Date('2026-01-01')).toBeDefined();
});
