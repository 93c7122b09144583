// Starts the popup. An engine is begun only when it asks for one.
performance.mark('loginscope:script-start');

try {
  const view = await import('./loginscope_view.js');
  await view.default();
  view.start_popup(async () => (await import('./connect.js')).connect());
} catch (fault) {
  if (!document.body.hasChildNodes()) document.body.textContent = `Loginscope could not start: ${fault.message}`;
  throw fault;
}
