/**
 * What runs commands or code, reads or writes files, opens connections or loads further files, by the top of its
 * module's name: nothing in them is ever allowed, nor trusted by a configuration. A list of what is forbidden is
 * never complete; it only says more of what `allowed-globals.ts` does not allow in any case.
 */
const modules = new Set(
  `__builtin__ _aix_support _imp _io _operator _osx_support _posixsubprocess _pickle _posixshmem _pyrepl
  _socket _ssl _testcapi _thread _xxsubinterpreters aiohttp antigravity ast asyncio atexit bdb builtins cProfile
  cffi cloudpickle cmd code codeop commands compileall concurrent ctypes _ctypes dill distutils dis doctest
  ensurepip faulthandler fileinput ftplib functools _functools fsspec gc getpass glob http httplib httpx idlelib imaplib
  imp importlib _frozen_importlib _frozen_importlib_external inspect io ipykernel IPython jsonpickle lib2to3 linecache
  logging mailcap marshal mmap modulefinder msilib multiprocessing netrc nntplib nt ntpath numba operator os paramiko
  pathlib pdb pickle cPickle pickletools pip pipes pkg_resources pkgutil platform poplib posix posixpath
  popen2 profile pty py_compile pydoc pyclbr requests resource rlcompleter runpy sched selectors setuptools shelve
  shlex shutil signal site sitecustomize smtpd smtplib socket socketserver sqlite3 ssl subprocess symtable sys
  sysconfig tarfile telnetlib tempfile threading timeit tkinter trace traceback turtle tty types unittest
  urllib urllib2 urllib3 uuid venv warnings weakref webbrowser winreg wsgiref xml xmlrpc yaml zipapp zipfile zipimport
  zipimporter`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/** Harmless classes that live in such a module; `allowed-globals.ts` lists them. */
const harmlessParts = new Set(
  `object list dict set frozenset tuple int float complex bool bytes bytearray str slice range`.split(
    ' ',
  ),
);

/** Names that are harmful wherever they are found: a library's module has what it imported itself as well. */
const names = new Set(
  `system popen Popen popen2 popen3 popen4 spawn spawnl spawnle spawnlp spawnv spawnve spawnvp execl execle execlp
  execv execve execvp execvpe fork forkpty posix_spawn startfile run call check_call check_output getoutput
  getstatusoutput exec execfile eval compile getattr setattr delattr __import__ import_module open fdopen input
  reload load loads load_module exec_module run_module run_path runcode CodeType FunctionType MethodType partial
  partialmethod reduce attrgetter itemgetter methodcaller rmtree remove unlink rename chmod chown kill urlopen
  urlretrieve create_connection Unpickler NDArrayWrapper ZNDArrayWrapper read_pickle _load_from_bytes get_file
  TorchModuleWrapper BinaryZlibFile BinaryGzipFile GzipFile BZ2File LZMAFile ZipFile TarFile FileIO hub load_state_dict_from_url vars globals locals breakpoint exit quit apply __globals__
  __builtins__ __subclasses__ __getattribute__ __dict__ __class__ __code__ runstring exec_command fromfile memmap
  save savetxt loadtxt genfromtxt load_library safe_eval runpy os sys subprocess builtins importlib pickle shutil
  socket ctypes`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/** Whole names that are harmful in a module which is not. */
const others = new Set([
  'torch.load',
  'torch.jit.load',
  'torch.compile',
  'joblib.load',
  'numpy.load',
  'pandas.read_pickle',
  'numpy.testing._private.utils.runstring',
]);

/** Whether a module is one of those that nothing is allowed from, by itself or by what it lies in. */
export function isDangerousModule(module: string): boolean {
  const [top = ''] = module.split('.');
  return modules.has(top);
}

/** Whether an import is known to do harm when it is called. */
export function isDangerous(module: string, name: string): boolean {
  if (others.has(`${module}.${name}`)) return true;
  if (/^(?:builtins|__builtin__)$/.test(module) && harmlessParts.has(name)) return false;
  if (isDangerousModule(module)) return true;
  return name.split('.').some((part) => names.has(part));
}
