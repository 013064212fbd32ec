/** Compares what an environment holds with what a requirements file pins, file by file. */
import { run } from "./processes.mjs";

/**
 * pip writes a package's files one by one, so a killed pip can leave a package that says it is installed and is not
 * whole. Such a package loses its record here, which makes the next pip install it again.
 */
const inspection = `
import importlib.metadata, json, os, shutil, sys
from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import canonicalize_name

def whole(distribution):
    # A package of the system or one that is being edited has no list of files to compare.
    if distribution.read_text("RECORD") is None:
        return False
    for file in distribution.files or []:
        if file.suffix == ".pyc" or file.size is None:
            continue
        try:
            if os.stat(file.locate()).st_size != file.size:
                return False
        except OSError:
            return False
    return True

installed = {}
for distribution in importlib.metadata.distributions():
    installed.setdefault(canonicalize_name(distribution.metadata["Name"] or "?"), distribution)
missing, broken = [], []
for line in open(sys.argv[1], encoding="utf-8"):
    line = line.split("#")[0].strip()
    if not line:
        continue
    wanted = Requirement(line)
    if wanted.marker is not None and not wanted.marker.evaluate():
        continue
    distribution = installed.get(canonicalize_name(wanted.name))
    if distribution is None or not wanted.specifier.contains(distribution.version, prereleases=True):
        missing.append(str(wanted))
    elif not whole(distribution):
        shutil.rmtree(distribution._path, ignore_errors=True)
        broken.append(str(wanted))
print(json.dumps({"missing": missing, "broken": broken}))`;

/**
 * @param {import("./context.mjs").SetupContext} context
 * @param {string} python The environment's interpreter.
 * @param {string} lockFile
 * @returns {Promise<string[] | undefined>} Requirements still to install; undefined if this is no working environment.
 */
export async function absentRequirements(context, python, lockFile) {
  const { code, stdout } = await run(context, python, ["-I", "-c", inspection, lockFile], { timeout: 120_000 });
  if (code !== 0) return undefined;
  const { missing, broken } = JSON.parse(stdout);
  return [...missing, ...broken];
}
