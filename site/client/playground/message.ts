/** A message: text in which code is in backticks. */
export function messageNodes(message: string): readonly Node[] {
  return message.split(/(`[^`]+`)/).map((piece) => {
    if (!/^`[^`]+`$/.test(piece)) return document.createTextNode(piece);
    const code = document.createElement('code');
    code.textContent = piece.slice(1, -1);
    return code;
  });
}
