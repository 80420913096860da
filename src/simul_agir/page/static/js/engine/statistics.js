// @ts-check
/** The statistics of the page's own engine: quantiles, fans, paired differences, intervals, the verdict, the profile. */
import { bands, clearly, fansOf, meanWithInterval, outcomesOf, pairOf } from './statistics/fans.js';
import { bootstrapMeans, holm, intervalOfMean, probabilityAbove, probabilityBest, signFlip, student } from './statistics/intervals.js';
import { profileOf, readOutcomes } from './statistics/profile.js';
import { meanOf, median, quantile, quantiles } from './statistics/sums.js';
import { decide, verdictOf } from './statistics/verdict.js';

export { bands, clearly, fansOf, meanWithInterval, outcomesOf, pairOf };
export { bootstrapMeans, holm, intervalOfMean, probabilityAbove, probabilityBest, signFlip, student };
export { profileOf, readOutcomes };
export { meanOf, median, quantile, quantiles };
export { decide, verdictOf };
