/** A message: text in which code is in backticks. */
export function messageNodes(message: string): readonly Node[] {
  return message.split(/(`[^`]+`)/).map((piece) => {
    if (!/^`[^`]+`$/.test(piece)) return document.createTextNode(piece);
    const code = document.createElement('code');
    code.textContent = piece.slice(1, -1);
    return code;
  });
}

/** A link to the page of a rule, which opens beside the playground. */
export function linkToRule(rule: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.className = 'rule';
  link.href = `${document.documentElement.dataset.root!}rules/${rule}/`;
  link.target = '_blank';
  link.textContent = rule;
  return link;
}
