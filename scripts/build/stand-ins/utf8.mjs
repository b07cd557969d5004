/** Stands in for `TextDecoder`, which is of the web and not of the language: bytes of UTF-8 as text, a byte-order mark too. */
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

/** How many bytes a sequence has that begins with this one; 0 where none does. */
function wantedLength(first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/** The bytes from `at` on that may belong together, at least one: what is no sequence becomes one mark for each of these. */
function sequenceLength(bytes, at) {
  const wanted = wantedLength(bytes[at]);
  let length = 1;
  while (length < wanted && isContinuation(bytes[at], bytes[at + length], length)) length++;
  return length;
}

/** The second byte has narrower limits after some: no sequence is longer than it must be, none is half of a pair. */
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
