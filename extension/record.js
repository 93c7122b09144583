// In: a press. Out: the permission to record all tabs, if the person gives it. For browsers whose panels may not ask.
const { permissions } = globalThis.browser ?? globalThis.chrome;

document.getElementById('allow').addEventListener('click', async () => {
  await permissions.request({ permissions: ['webRequest'], origins: ['https://*/*', 'http://*/*'] });
  window.close();
});
document.getElementById('close').addEventListener('click', () => window.close());
