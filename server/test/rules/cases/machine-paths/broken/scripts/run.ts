export const where = '/work/main/server'; // CAUGHT
