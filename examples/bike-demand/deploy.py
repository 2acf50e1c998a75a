"""Bring a version out: put the verified model where its environment serves from.

Assay's action `deploy` runs this and says by ASSAY_... what goes where. A server would be told here;
this example needs none: whoever serves reads the folder SERVING/<environment>/<role>.
"""

import os
import shutil
from pathlib import Path


def serving_folder() -> Path:
    """Where the version of this environment and role lies: champion, or challenger beside it."""
    root = Path(os.environ.get("SERVING", "serving"))
    return root / os.environ["ASSAY_ENVIRONMENT"] / os.environ["ASSAY_ROLE"]


def main() -> None:
    target = serving_folder()
    if os.environ["ASSAY_SHARE"] == "0":
        # The challenge is over. Its model is not fetched, for there may be none any more.
        if target.exists():
            shutil.rmtree(target)
        print(f"{target} is gone.")
        return
    # Copied beside it and then moved: who reads meanwhile sees the old version or the new one, whole.
    coming = target.with_name(f"{target.name}.coming")
    shutil.rmtree(coming, ignore_errors=True)
    shutil.copytree(Path(os.environ["ASSAY_MODEL_PATH"]) / "model", coming)
    shutil.rmtree(target, ignore_errors=True)
    coming.rename(target)
    print(f"{target} has {os.environ['ASSAY_MODEL']} v{os.environ['ASSAY_VERSION']}.")


if __name__ == "__main__":
    main()
