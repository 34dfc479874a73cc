export { showResource } from './resource/show-resource.ts'
