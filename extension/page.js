// Starts the page of clients and files, in a tab.
import { connect } from './connect.js';

try {
  const view = await import('./loginscope_view.js');
  await view.default();
  view.start_page(connect);
} catch (fault) {
  if (!document.querySelector('main')) document.body.textContent = `Loginscope could not start: ${fault.message}`;
  throw fault;
}
