/** What a pull request says that was opened with the own token of a workflow job. */
export function renderNoWorkflow(): string {
  return [
    '> [!NOTE]',
    '> No workflow has been started for this pull request, since it was opened with the own token of a workflow job. Where GitHub offers **Approve workflows to run** below, press it; else close this pull request and open it again, or push to its branch. With a `pull-request-token` this is not needed.',
  ].join('\n');
}
