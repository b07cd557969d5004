/**
 * Replaces `TextDecoder`, which belongs to the web and not to the language: decodes UTF-8, including a byte-order mark.
 */
export function decodeBytes(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    const sequence = bytes.slice(at, at + length);
    at += length;
    text += isWhole(sequence) ? decodeURIComponent(sequence.map(percent).join('')) : '\ufffd';
  }
  return text;
}

function percent(byte) {
  return `%${byte.toString(16).padStart(2, '0')}`;
}

/** The length of a sequence that begins with this byte; 0 if none does. */
function wantedLength(first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/**
 * The number of bytes from `at` on that belong together, at least one; an invalid sequence becomes one replacement
 * character.
 */
function sequenceLength(bytes, at) {
  const wanted = wantedLength(bytes[at]);
  let length = 1;
  while (length < wanted && isContinuation(bytes[at], bytes[at + length], length)) length++;
  return length;
}

/** The second byte has narrower limits after some first bytes: no overlong sequences, no halves of surrogate pairs. */
function isContinuation(first, byte, index) {
  if (byte === undefined || byte < 0x80 || byte > 0xbf) return false;
  if (index > 1) return true;
  if (first === 0xe0) return byte >= 0xa0;
  if (first === 0xed) return byte <= 0x9f;
  if (first === 0xf0) return byte >= 0x90;
  return first !== 0xf4 || byte <= 0x8f;
}

function isWhole(sequence) {
  return sequence.length === wantedLength(sequence[0]);
}
