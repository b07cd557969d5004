/** The families that rules distinguish: images that serve models, images that run jobs, and everything else. */
export const imageFamilies = ['inference', 'training', 'other'] as const;

/** See {@link imageFamilies}. */
export type ImageFamily = (typeof imageFamilies)[number];
