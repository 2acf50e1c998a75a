/**
 * What a data set's source says where everybody may read it: of each address in it without name and password, and without
 * query and fragment, where signatures and tokens stand. Other words stay as they are.
 */
export function publicSource(source: string): string {
  return source.replaceAll(/[a-z][a-z0-9+.-]*:\/\/\S*/gi, withoutCredentials);
}

function withoutCredentials(address: string): string {
  const start = address.indexOf('://') + '://'.length;
  const [plain = ''] = address.slice(start).split(/[?#]/, 1);
  const [authority = ''] = plain.split('/', 1);
  // A password may hold an @, and where nobody encoded it a slash: then what stands before that is no host.
  const isHost = /^(?:[^@:]*|\[[^@\]]*\])(?::\d*)?$/.test(authority);
  const end = (isHost || authority.includes('@') ? authority : plain).lastIndexOf('@');
  return address.slice(0, start) + plain.slice(end + 1);
}
