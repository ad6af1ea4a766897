/** What the calendar of a schedule says about zones, people who left, and moving shifts. */
export const words = {
  clocks: 'Clocks',
  addClock: 'Add a clock',
  people: 'Zones of people here',
  allZones: 'All zones',
  mine: 'yours',
  own: 'the schedule’s',
  asMain: (zone: string) => `Draw the calendar in ${zone}`,
  drop: (zone: string) => `Take ${zone} away`,
  sameClock: (zone: string) => `${zone}: the same clock in this span`,
  hours: (hours: number) => `${hours} h`,
  longer: (hours: number) => `Clocks change: this day has ${hours} hours`,
  byTheirClock: (person: string, from: string, until: string, zone: string) =>
    `${person}: ${from} – ${until} (${zone})`,
  left: (people: readonly string[]) =>
    people.length === 1 ? `${people[0]} has left` : `${people.join(', ')} have left`,
};
