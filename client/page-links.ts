/**
 * Links to a part of the same page (skip link, error summary) move the focus and nothing else. Followed by the browser they
 * would make an entry of the history without a standing in the survey, which is the start page.
 */

/** Whether a click asks for the link here, and for no other tab or window. */
export function isPlain({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !(ctrlKey || metaKey || shiftKey || altKey);
}

/** Follows such links on this page from now on. */
export function followPageLinks(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]');
    const part = document.getElementById(link?.getAttribute("href")?.slice(1) ?? "");
    if (part === null || !isPlain(event)) return;
    event.preventDefault();
    // What takes no focus by itself takes it now, as the place from which Tab and a screen reader go on.
    if (!part.matches("input, button, [tabindex]")) part.tabIndex = -1;
    part.scrollIntoView();
    part.focus({ preventScroll: true });
  });
}
