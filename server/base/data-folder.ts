let folder: string | undefined

/** Where this process keeps files of its own (HAIHE_DATA); said once at boot, since a file is not a matter of one deed. 数据目录 */
export const dataFolder = (): string => {
  if (folder === undefined) throw new Error('no folder for data was named yet')
  return folder
}
export const useDataFolder = (path: string): void => { folder = path }
