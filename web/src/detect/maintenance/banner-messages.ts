/** What the notes of maintenance say on other screens; apart, so that they do not load all the others. */
export const words = {
  title: 'Maintenance',
  banner: {
    running: 'In maintenance; its alerts call nobody until',
    begins: 'A major change begins',
    room: 'Open a room for it',
  },
};
