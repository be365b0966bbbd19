/**
 * Marks what takes a scan that is typed into the window, where the till does not read such scanners itself: a box for
 * its own keys, a scene for every key that goes to no box.
 */
export const TAKES_SCANS = { 'data-takes-scans': '' };

/** Whether keys at this place may be a scanner's. Boxes that the browser itself fills, such as a date's, keep their keys. */
export function takesScans(target: EventTarget | null): boolean {
  if (target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement)
    return target.type === 'date' || target.dataset['takesScans'] !== undefined;
  return document.querySelector('section[data-takes-scans]') !== null;
}
