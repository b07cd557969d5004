// @ts-check
import latestModel from './rules/latest-model.js';
import noTeam from './rules/no-team.js';
import publicIndex from './rules/public-index.js';

/** What azml-lint loads. */
export const rules = [latestModel, noTeam, publicIndex];
