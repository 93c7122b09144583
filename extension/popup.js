// In: the stored clients. Out: how many there are.
const { storage } = globalThis.browser?.storage ? globalThis.browser : globalThis.chrome;

const { clients = '[]' } = await storage.local.get('clients');
const { length } = JSON.parse(clients);
document.getElementById('stored').textContent = length ? `${length} stored` : 'none stored';
