/** Properties use the same samples in every run, so that results in CI do not depend on chance. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_260_731) });
