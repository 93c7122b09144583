// In: the last judged logins, as the panel stores them. Out: the toolbar button's icon and title. The outcome changes the
// icon's shape and mark, not its colour alone.
const api = globalThis.browser?.action ? globalThis.browser : globalThis.chrome;
const outcomes = ['failed', 'succeeded', 'unclear'];
const isOpen = ({ cause, weight }) => ['unknown', 'callback_failed'].includes(cause) || ['fits', 'status'].includes(weight);

api.storage.onChanged.addListener((changes, area) => {
  if (area !== 'local') return;
  for (const [key, { newValue }] of Object.entries(changes)) if (key.startsWith('login ') && newValue) show(JSON.parse(newValue));
});
api.runtime.onStartup.addListener(showNewest);
api.runtime.onInstalled.addListener(showNewest);

async function showNewest() {
  const stored = Object.entries(await api.storage.local.get(null)).filter(([key]) => key.startsWith('login '));
  const newest = stored.map(([, text]) => JSON.parse(text)).sort((a, b) => ((a.flow.started ?? '') < (b.flow.started ?? '') ? 1 : -1))[0];
  if (newest) show(newest);
}

function show({ flow }) {
  const [first] = flow.diagnosis;
  const outcome = flow.outcome === 'failed' && (!first || isOpen(first)) ? 'unclear' : flow.outcome;
  if (!outcomes.includes(outcome)) return;
  const path = Object.fromEntries([16, 32].map((size) => [size, `icons/${outcome}-${size}.png`]));
  api.action.setIcon({ path });
  api.action.setTitle({ title: `Loginscope: ${api.i18n.getMessage(`badge_${outcome}`)} (${flow.title})` });
}
