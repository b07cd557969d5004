/** Replaces the package of this name: it measures only the help, where every character has one column. */
export default function stringWidth(text) {
  return text.length;
}
