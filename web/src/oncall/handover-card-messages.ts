/** What a handover's card on Now says; its panel says the same. A file of its own, because Now is the first load. */
export const words = {
  cards: 'Handovers',
  handed: (from: string) => `${from} handed over to you`,
  ending: (schedule: string) => `You hand over ${schedule}`,
  nextIs: (people: readonly string[]) => (people.length > 0 ? `to ${people.join(', ')}` : 'to nobody'),
  open: (count: number) =>
    count === 0 ? 'No page is open' : count === 1 ? '1 page is open' : `${count} pages are open`,
  read: 'Read and accept',
  write: 'Write the handover',
};
