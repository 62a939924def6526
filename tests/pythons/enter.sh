#!/bin/sh
# Run a command in another root: enter.sh ROOT FOLDER [PATH]... -- COMMAND...
#
# FOLDER is where the command starts, in the root; each PATH of this machine is seen inside at the same place. To be
# started as process 1 of namespaces of its own (unshare --mount --pid --fork --kill-child), so nothing is left of it.
# A pivot_root, and no chroot: inside a chroot the kernel makes no user namespaces, so no sandbox of level A or B.
set -eu
root=$1
folder=$2
shift 2
mount --make-rprivate /
mount --bind "$root" "$root"
for system in /dev /sys; do
    mount --rbind "$system" "$root$system"
done
mount -t proc proc "$root/proc"
while [ "$1" != -- ]; do
    if [ -d "$1" ]; then
        mkdir -p "$root$1"
    else
        mkdir -p "$root$(dirname "$1")"
        [ -e "$root$1" ] || : >"$root$1"
    fi
    mount --rbind "$1" "$root$1"
    shift
done
shift
cd "$root"
mkdir -p old
pivot_root . old
umount --lazy /old
cd "$folder"
"$@" # no exec: process 1 has to reap orphans, which a shell that waits does
