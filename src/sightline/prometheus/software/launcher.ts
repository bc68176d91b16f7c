/**
 * A shell script that starts the server beside it, `<itself>.bin`, so that the server sees the folder `share` beside it at a given
 * path of the machine. Debian's Alertmanager reads its templates there, and only root may put them there. So the
 * server gets a view of the file system of its own, in which `/usr/share` has nothing else; where the
 * path exists already it needs none. The process stays the same, so that whoever started it can end it.
 *
 * @param path - a path below `/usr/share`
 * @see https://man7.org/linux/man-pages/man1/unshare.1.html
 */
export function launcher(path: string): string {
  return `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
server="$here/$(basename "$0").bin"
if [ -e "${path}" ]; then exec "$server" "$@"; fi
for spaces in --mount '--user --map-root-user --mount'; do
  if unshare $spaces true 2>/dev/null; then
    exec unshare $spaces /bin/sh -c '
      mount -t tmpfs none /usr/share && mkdir -p "$(dirname "$1")" && ln -s "$2/share" "$1" || exit 1
      server=$3; shift 3; exec "$server" "$@"
    ' sh "${path}" "$here" "$server" "$@"
  fi
done
echo "unshare can't give it a view of its own, in which ${path} exists" >&2
exit 1
`;
}
