// Starts the page, and keeps its files for when there is no network. All it does is in the wasm.
import { address, connect } from './connect.js';

try {
  const view = await import('./loginscope_view.js');
  await view.default();
  view.start_page(connect);
} catch (fault) {
  if (!document.querySelector('main')) document.body.textContent = `Loginscope could not start: ${fault.message}`;
  throw fault;
}

// Without it the page works as long as its server does.
navigator.serviceWorker?.register(address('offline.js')).catch((fault) => console.info(`Loginscope is not kept for offline use: ${fault.message}`));
