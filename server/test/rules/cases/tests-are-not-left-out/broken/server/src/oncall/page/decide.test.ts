it.skip('is left out', () => {}); // CAUGHT
describe.only('alone', () => {}); // CAUGHT
test.todo('later'); // CAUGHT
it.concurrent.skip('both', () => {}); // CAUGHT
