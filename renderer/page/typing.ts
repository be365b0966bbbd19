/** Puts a text where the box's cursor is, as typing does: never more than the box takes. */
export function insert(box: HTMLInputElement, text: string): void {
  const [from, to] = cursorOf(box);
  if (box.maxLength >= 0 && box.value.length - (to - from) + text.length > box.maxLength) return;
  replace(box, from, to, text);
}

/** Takes away what is marked in a box, or else the letter before its cursor with all its accents. */
export function erase(box: HTMLInputElement): void {
  const [from, to] = cursorOf(box);
  if (from !== to) return replace(box, from, to, '');
  const before = [...new Intl.Segmenter().segment(box.value.slice(0, from))].at(-1);
  if (before !== undefined) replace(box, before.index, to, '');
}

/** Puts an accent on the letter before the cursor, where there is such a letter; `mark` is a combining character. */
export function accent(box: HTMLInputElement, mark: string): void {
  const [from, to] = cursorOf(box);
  const letter = from === to ? box.value.slice(0, from).at(-1) : undefined;
  const accented = `${letter ?? ''}${mark}`.normalize('NFC');
  if (letter !== undefined && accented.length === 1) replace(box, from - 1, to, accented);
}

function cursorOf({ selectionStart, selectionEnd, value }: HTMLInputElement): [from: number, to: number] {
  return [selectionStart ?? value.length, selectionEnd ?? value.length];
}

function replace(box: HTMLInputElement, from: number, to: number, text: string): void {
  box.setRangeText(text, from, to, 'end');
  const inputType = text === '' ? 'deleteContentBackward' : 'insertText';
  box.dispatchEvent(new InputEvent('input', { bubbles: true, data: text, inputType }));
}
