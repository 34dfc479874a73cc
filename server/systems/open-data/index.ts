export { findDatasets } from './dataset/find-datasets.ts'
export { showDataset } from './dataset/show-dataset.ts'
