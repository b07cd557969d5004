/** Replaces the package of this name, of which dockerfile-ast calls only these two functions. */
export const Position = {
  create: (line, character) => ({ line, character }),
};

export const Range = {
  create: (start, end, endLine, endCharacter) =>
    typeof start === 'number'
      ? { start: Position.create(start, end), end: Position.create(endLine, endCharacter) }
      : { start, end },
};
