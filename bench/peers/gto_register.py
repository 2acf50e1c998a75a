"""Copies a file to where versions lie, and lets GTO make the tag of a version in a repository."""
import json
import resource
import shutil
import subprocess
import sys
import time

gto, repository, path, target = sys.argv[1:]
began = time.perf_counter()
shutil.copyfile(path, target)
subprocess.run([gto, "register", "peer", "-r", repository, "--version", "v1.0.0"], check=True, stdout=subprocess.DEVNULL)
seconds = time.perf_counter() - began
# GTO's: this program takes less.
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "peakMb": peak}))
