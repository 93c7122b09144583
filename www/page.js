// Starts the page. All it does is in the wasm.
performance.mark('loginscope:script-start');

try {
  const loginscope = await import('./loginscope.js');
  await loginscope.default();
  loginscope.start_page();
} catch (fault) {
  if (!document.querySelector('main')) document.body.textContent = `Loginscope could not start: ${fault.message}`;
  throw fault;
}
