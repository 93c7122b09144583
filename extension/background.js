// What the extension does while none of its pages is open: it records all tabs, once that is asked for and allowed.
import './recorder.js';
