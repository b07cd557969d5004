/** Links in a terminal, as https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda describes them (OSC 8). */

/** Addresses allowed in the sequence: web addresses that cannot end it early. */
const linkable = /^https?:\/\/[!-~]+$/;

/** Whether an address can be linked to. */
export function isLinkable(address: string): boolean {
  return linkable.test(address);
}

/** A text with a link to an address, or only the text if the address cannot be linked to. */
export function hyperlink(text: string, address: string): string {
  return isLinkable(address) ? `\x1b]8;;${address}\x1b\\${text}\x1b]8;;\x1b\\` : text;
}
