/**
 * Links in a terminal, as https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda describes them (OSC 8).
 */

/** What may go into the sequence: an address of the web that nothing in it can end early. */
const linkable = /^https?:\/\/[!-~]+$/;

/** Whether an address can be linked to. */
export function isLinkable(address: string): boolean {
  return linkable.test(address);
}

/** A text that leads to an address, or the text alone where the address cannot be linked to. */
export function hyperlink(text: string, address: string): string {
  return isLinkable(address) ? `\x1b]8;;${address}\x1b\\${text}\x1b]8;;\x1b\\` : text;
}
