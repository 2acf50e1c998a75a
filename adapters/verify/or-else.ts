/** What a person may do where GitHub gives no version, as the end of a sentence. */
export const orElse = 'download the files of the release and give their folder by --folder';
