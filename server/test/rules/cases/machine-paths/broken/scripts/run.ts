export const where = '/home/ana/muster/server'; // CAUGHT
