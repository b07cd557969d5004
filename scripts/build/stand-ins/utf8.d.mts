export function decodeBytes(bytes: readonly number[]): string;
