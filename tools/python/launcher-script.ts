/**
 * A shell script that starts the Python whose packages are unpacked in the folder `root` beside it; the system's where only packages were
 * missing. The process stays the same, so that whoever started it can end it.
 *
 * @see https://docs.python.org/3/using/cmdline.html#envvar-PYTHONPATH
 */
export const launcherScript = `#!/bin/sh
root=$(dirname "$(readlink -f "$0")")/root
modules=$root/usr/lib/python3/dist-packages
for library in "$root"/usr/lib/python3.*; do
  [ -d "$library" ] && modules=$modules:$library:$library/lib-dynload
done
for libraries in "$root"/usr/lib/*-linux-* "$root"/lib/*-linux-*; do
  [ -d "$libraries" ] && LD_LIBRARY_PATH=$libraries\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
done
export LD_LIBRARY_PATH PYTHONPATH="$modules\${PYTHONPATH:+:$PYTHONPATH}"
if [ -x "$root/usr/bin/python3" ]; then exec "$root/usr/bin/python3" "$@"; fi
exec /usr/bin/python3 "$@"
`;
