// What is wrong with how a document is laid out, each function to be run in the document itself.
// Out: a line for each fault; nothing where a person sees everything that is to be seen.

/** What sticks out sideways: the page, or a part that scrolls down only. */
export function outside() {
  const scrolled = [document.documentElement, ...document.querySelectorAll('.columns > *, .settings > *, .answer, .keys')];
  return scrolled.filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible')
    .map((element) => `${element.tagName}.${element.className} is ${element.scrollWidth} wide in ${element.clientWidth}`);
}

/** Texts that stand in each other's place, inside `part`. */
export function overlaps(part) {
  const texts = document.createTreeWalker(document.querySelector(part), NodeFilter.SHOW_TEXT);
  const boxes = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.data.trim() || !text.parentElement.checkVisibility({ visibilityProperty: true }) || text.parentElement.closest('.hidden, .skip, .keys') !== (part === '.keys' ? text.parentElement.closest('.keys') : null)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) boxes.push({ text, ...clipped(text.parentElement, box) });
  }
  const shown = boxes.filter(({ width, height }) => width > 2 && height > 2).sort((a, b) => a.top - b.top);
  const found = new Set();
  for (const [index, one] of shown.entries()) {
    for (const other of shown.slice(index + 1)) {
      if (other.top >= one.bottom) break;
      if (other.text === one.text) continue;
      const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const height = Math.min(one.bottom, other.bottom) - other.top;
      if (width > 2 && height > Math.min(one.height, other.height) * 0.3) found.add(`“${one.text.data.trim().slice(0, 40)}” under “${other.text.data.trim().slice(0, 40)}”`);
    }
  }
  return [...found];

  /** What is left of a box where its surroundings cut it off. */
  function clipped(element, { left, top, right, bottom }) {
    let box = { left: Math.max(left, 0), top: Math.max(top, 0), right: Math.min(right, innerWidth), bottom: Math.min(bottom, innerHeight) };
    for (let around = element; around; around = around.parentElement) {
      if (getComputedStyle(around).overflow === 'visible') continue;
      const edge = around.getBoundingClientRect();
      box = { left: Math.max(box.left, edge.left), top: Math.max(box.top, edge.top), right: Math.min(box.right, edge.right), bottom: Math.min(box.bottom, edge.bottom) };
    }
    return { ...box, width: box.right - box.left, height: box.bottom - box.top };
  }
}

/** Which of these are not seen without scrolling, in whole or nearly so. */
export function concealed(selectors) {
  return selectors.filter((selector) => {
    const element = document.querySelector(selector);
    if (!element) return true;
    const [line] = element.getClientRects();
    const { left, top, width, height } = line;
    const at = document.elementFromPoint(left + Math.min(width / 2, 20), top + Math.min(height / 2, 12));
    return !at || !(element.contains(at) || at.contains(element) && at.closest('#answer, .keys, .settings, main')) || top + Math.min(height, 16) > innerHeight;
  }).map((selector) => `${selector} is not in view`);
}
