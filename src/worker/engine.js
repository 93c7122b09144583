// The engine's worker. In: commands of the page. Out: its events. The name says whether there is a browser to listen to.
import init, { serve } from './loginscope_engine.js';

await init();
serve(self, self.name === 'live', 100);
postMessage('');
