import { randomUUID } from 'node:crypto'; // CAUGHT

export const start = () => [randomUUID(), Date.now(), new Date()]; // CAUGHT CAUGHT CAUGHT
