/**
 * Operations that reach out of the graph: files of the machine, the network, or Python. Not among them are those that
 * every SavedModel has to save and restore its own variables (SaveV2, RestoreV2, ShardedFilename, MergeV2Checkpoints)
 * and tables of words (InitializeTableFromTextFileV2), although they take any path: they can't be told from a harmful
 * use. Names after tensorflow/core/ops.
 */
const reaching: ReadonlySet<string> = new Set(
  `ReadFile WriteFile MatchingFiles FileSystemSetConfiguration
  PyFunc PyFuncStateless EagerPyFunc
  PrintV2 Save SaveSlices
  DebugIdentity DebugIdentityV2 DebugIdentityV3 DebugNanCount DebugNumericSummary DebugNumericSummaryV2
  SaveDataset SaveDatasetV2 LoadDataset DistributedSave DatasetToTFRecord ExperimentalDatasetToTFRecord
  SnapshotDataset SnapshotDatasetV2 SnapshotDatasetReader SnapshotNestedDatasetReader SnapshotChunkDataset
  CacheDataset CacheDatasetV2 MatchingFilesDataset ExperimentalMatchingFilesDataset
  TextLineDataset TFRecordDataset TFRecordDatasetV2 FixedLengthRecordDataset FixedLengthRecordDatasetV2
  CSVDataset CSVDatasetV2 ExperimentalCSVDataset LMDBDataset ExperimentalLMDBDataset SqlDataset ExperimentalSqlDataset
  WholeFileReader WholeFileReaderV2 TextLineReader TextLineReaderV2 TFRecordReader TFRecordReaderV2
  FixedLengthRecordReader FixedLengthRecordReaderV2 LMDBReader
  CreateSummaryFileWriter CreateSummaryDbWriter
  DataServiceDataset DataServiceDatasetV2 DataServiceDatasetV3 DataServiceDatasetV4 RegisterDataset RegisterDatasetV2
  RemoteCall RemoteFusedGraphExecute RpcClient RpcCall RpcServer RpcServerStart RpcServerRegister
  BigQueryReader GenerateBigQueryReaderPartitions`.split(/\s+/),
);

/** Whether an operation reaches out of the graph. */
export function reachesOut(operation: string): boolean {
  return reaching.has(operation);
}
