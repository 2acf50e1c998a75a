export {
  givenUpTitle,
  renderCheck,
  renderConfigProblem,
  renderFirstConfiguration,
  renderGivenUp,
  renderNoModel,
  renderProgress,
  renderQueueWaiting,
  renderRemovedModels,
  renderWaiting,
} from './check.ts';
export {
  type CommentInput,
  type CommentModel,
  commentMarker,
  renderComment,
  renderSettled,
} from './comment.ts';
export type { RenderedCheck, RenderedProgress } from './rendered-check.ts';
export { renderDriftSummary } from './drift-summary.ts';
export { type EarlierEvaluations, renderEvaluationSummary } from './evaluation-summary.ts';
export { literal, oneLine } from './literal.ts';
export { renderNoWorkflow } from './no-workflow.ts';
export { promotionTitle, renderPromotionBody } from './promotion.ts';
export type { PromotionSubject, PromotionText } from './promotion-text.ts';
export { renderPromotionCheck } from './promotion-check.ts';
export { type PromotionComment, renderPromotionComment } from './promotion-comment.ts';
export { prose } from './prose.ts';
export { type RetrainText, renderRetrainBody, retrainTitle } from './retrain.ts';
export type { StateChange } from './state-change.ts';
export { renderWaitingComment, type WaitingText } from './waiting-comment.ts';
