#!/bin/sh
# Installs what the window needs to build on Linux: a C compiler and the headers of OpenGL, X11 and Wayland.
# Does nothing when all is there, and uses sudo only when something is missing and this is not root.
# Everything but the window builds without any of this: CGO_ENABLED=0.
set -eu

complete() {
	command -v "${CC:-cc}" >/dev/null 2>&1 || return 1
	dir=$(mktemp -d)
	cat >"$dir/t.c" <<'C'
#include <GL/gl.h>
#include <X11/Xlib.h>
#include <X11/Xcursor/Xcursor.h>
#include <X11/extensions/Xrandr.h>
#include <X11/extensions/Xinerama.h>
#include <X11/extensions/XInput2.h>
#include <X11/extensions/xf86vmode.h>
#include <wayland-client.h>
#include <wayland-cursor.h>
#include <wayland-egl.h>
#include <xkbcommon/xkbcommon.h>
int main(void) { return 0; }
C
	status=0
	"${CC:-cc}" -o "$dir/t" "$dir/t.c" -lGL -lX11 -lXrandr -lXxf86vm -lXi -lXcursor -lXinerama \
		-lwayland-client -lwayland-cursor -lwayland-egl -lxkbcommon >"$dir/log" 2>&1 || status=1
	rm -rf "$dir"
	return $status
}

if complete; then
	echo "build-deps: everything the window needs is there"
	exit 0
fi

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null 2>&1; then
		sudo "$@"
	else
		echo "build-deps: this must be run by root, because sudo is not installed: $*" >&2
		exit 1
	fi
}

echo "build-deps: installing the compiler and headers that the window needs"
if command -v apt-get >/dev/null 2>&1; then
	as_root apt-get update -qq
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq gcc libc6-dev libgl-dev libx11-dev libxcursor-dev libxrandr-dev \
		libxinerama-dev libxi-dev libxxf86vm-dev libwayland-dev libxkbcommon-dev
elif command -v dnf >/dev/null 2>&1; then
	as_root dnf install -y gcc mesa-libGL-devel libX11-devel libXcursor-devel libXrandr-devel libXinerama-devel libXi-devel \
		libXxf86vm-devel wayland-devel libxkbcommon-devel
elif command -v pacman >/dev/null 2>&1; then
	as_root pacman -S --needed --noconfirm gcc libglvnd libx11 libxcursor libxrandr libxinerama libxi libxxf86vm wayland libxkbcommon
elif command -v zypper >/dev/null 2>&1; then
	as_root zypper --non-interactive install gcc Mesa-libGL-devel libX11-devel libXcursor-devel libXrandr-devel libXinerama-devel \
		libXi-devel libXxf86vm-devel wayland-devel libxkbcommon-devel
else
	echo "build-deps: no apt, dnf, pacman or zypper here. Install a C compiler and the development files of" >&2
	echo "OpenGL, X11, Xcursor, Xrandr, Xinerama, Xi, Xxf86vm, Wayland and xkbcommon, then run this again." >&2
	exit 1
fi

if ! complete; then
	echo "build-deps: something the window needs is still missing after the installation" >&2
	exit 1
fi
echo "build-deps: done"
